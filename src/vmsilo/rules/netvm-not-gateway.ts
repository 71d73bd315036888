import { quote } from '../../report/quote.ts';
import { because } from '../client.ts';
import { groupBy } from '../group.ts';
import type { Rule } from './rule.ts';

/**
 * A VM that others route through has `network.isNetvm = true`; reported once for each VM that has not.
 *
 * It would be made to forward other VMs' packets, though nothing in its own definition says that it is meant to.
 */
export const netvmNotGateway: Rule = ({ links }) =>
  [...groupBy(links, (link) => link.gateway)].flatMap(([gateway, [first, ...others]]) => {
    const isNetvm = gateway?.isNetvm() ?? null;
    if (gateway === null || isNetvm === null || isNetvm.value) return [];
    const { netvm } = first.of;
    const isSet =
      isNetvm.span.start !== gateway.span.start || isNetvm.span.source !== gateway.span.source;
    return {
      code: 'netvm-not-gateway',
      message: `${quote(gateway.name)} is not a netvm: its \`network.isNetvm\` is not true`,
      help: `set \`network.isNetvm = true\` in ${quote(gateway.name)}, or route through another VM`,
      span: netvm.span,
      related: [
        ...netvm.related,
        { message: `${quote(gateway.name)} is here`, span: gateway.span },
        ...(isSet ? [{ message: '`network.isNetvm` is false here', span: isNetvm.span }] : []),
        ...others.map(({ client, of }) => because(of, `${quote(client)} routes through it, too`)),
      ],
    };
  });
