import { quote } from '../../report/quote.ts';
import { networkOf, printCidr } from '../cidr.ts';
import type { Rule } from './rule.ts';

/**
 * `network.netvmSubnet` is written by its lower address, the even one, which is the client's.
 *
 * The netvm's address, one above, would be in another /31 and out of the client's reach.
 */
export const subnetOddAddress: Rule = ({ clients }) =>
  clients.flatMap(({ subnet }) => {
    if (subnet.kind !== 'manual' || subnet.cidr === null) return [];
    if (subnet.cidr.prefix !== 31 || subnet.cidr.address % 2 === 0) return [];
    return {
      code: 'subnet-odd-address',
      message: `${quote(subnet.given.value)} starts at an odd address`,
      help: `write \`${printCidr(networkOf(subnet.cidr))}\`: the client gets the even address`,
      span: subnet.given.span,
      related: subnet.given.related,
    };
  });
