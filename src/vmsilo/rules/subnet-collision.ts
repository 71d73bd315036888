import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { printCidr } from '../cidr.ts';
import { because } from '../client.ts';
import type { AddressedLink } from '../link.ts';
import type { Rule } from './rule.ts';

/**
 * vmsilo's own allocator gives no two links the same /31; reported at the later of the two clients by name. It looks
 * at one link at a time, so it can't see this; ours moves one of them.
 *
 * Two links would have the same addresses, and replies would go down either.
 */
export const subnetCollision: Rule = ({ addressed }) => {
  const owners = new Map<number, AddressedLink>();
  return addressed
    .toSorted((a, b) => (a.client < b.client ? -1 : 1))
    .flatMap((link): Diagnostic[] => {
      const owner = owners.get(link.lower);
      if (owner === undefined) {
        owners.set(link.lower, link);
        return [];
      }
      if (link.of.subnet.kind !== 'pool' && owner.of.subnet.kind !== 'pool') return [];
      const { netvm } = link.of;
      const subnet = printCidr({ address: link.lower, prefix: 31 });
      return [
        {
          code: 'subnet-collision',
          message: `the allocator gives ${quote(link.client)} the subnet \`${subnet}\`, which ${quote(owner.client)} has`,
          help: 'give one of them another /31 as its `network.netvmSubnet`',
          span: netvm.span,
          related: [...netvm.related, because(owner.of, `the link of ${quote(owner.client)}`)],
        },
      ];
    });
};
