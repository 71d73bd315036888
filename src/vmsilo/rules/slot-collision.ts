import { quote } from '../../report/quote.ts';
import { printCidr } from '../cidr.ts';
import { because } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * A client's address depends on its link, the pool and the manual subnets, unless another link has taken that one;
 * reported at the later of the two clients by name.
 *
 * Nothing breaks, but the address of the one that moved changes if the other goes away.
 */
export const slotCollision: Rule = ({ placements }) =>
  (placements ?? []).flatMap(({ pair: moved, lower, displacedBy: stayed }) => {
    if (stayed === null) return [];
    const [first, later] = moved.client < stayed.client ? [moved, stayed] : [stayed, moved];
    const { netvm } = later.of;
    return {
      code: 'slot-collision',
      message: `the links of ${quote(first.client)} and ${quote(later.client)} hash to the same /31: ${quote(moved.client)} moves to \`${printCidr({ address: lower, prefix: 31 })}\``,
      help: `set \`network.netvmSubnet\` of ${quote(moved.client)} to make its address independent of ${quote(stayed.client)}`,
      span: netvm.span,
      related: [...netvm.related, because(first.of, `the link of ${quote(first.client)}`)],
    };
  });
