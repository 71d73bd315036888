import { quote } from '../../report/quote.ts';
import type { Rule } from './rule.ts';

/**
 * A VM does not route through itself.
 *
 * Both ends of the link would be in one VM, and none of its packets would leave it.
 */
export const netvmSelf: Rule = ({ clients }) =>
  clients
    .filter((client) => client.gateway.kind === 'self')
    .map(({ vm, netvm }) => ({
      code: 'netvm-self',
      message: `${quote(vm.name)} routes through itself`,
      help: 'name another VM or `host`, or leave `network.netvm` out if it has a way of its own',
      span: netvm.span,
      related: netvm.related,
    }));
