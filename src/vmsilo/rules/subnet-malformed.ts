import { quote } from '../../report/quote.ts';
import type { Rule } from './rule.ts';

/**
 * `network.netvmSubnet` is an IPv4 subnet: four octets, a slash and a prefix length, without leading zeros.
 *
 * The client would have no address.
 */
export const subnetMalformed: Rule = ({ clients }) =>
  clients.flatMap(({ subnet }) => {
    if (subnet.kind !== 'manual' || subnet.cidr !== null) return [];
    return {
      code: 'subnet-malformed',
      message: `${quote(subnet.given.value)} is not an IPv4 subnet`,
      help: 'write a /31 such as `10.199.0.0/31`, without spaces or leading zeros',
      span: subnet.given.span,
      related: subnet.given.related,
    };
  });
