import { quote } from '../../report/quote.ts';
import type { Rule } from './rule.ts';

/**
 * `network.netvmSubnet` is a /31: a link has two ends, and needs no more (RFC 3021).
 *
 * A larger one would take in other links' addresses; a /32 has no room for the netvm's.
 */
export const subnetNot31: Rule = ({ clients }) =>
  clients.flatMap(({ subnet }) => {
    if (subnet.kind !== 'manual' || subnet.cidr === null || subnet.cidr.prefix === 31) return [];
    return {
      code: 'subnet-not-31',
      message: `${quote(subnet.given.value)} is a /${subnet.cidr.prefix}, and a link takes a /31`,
      help: 'write the even one of the two addresses, followed by `/31`',
      span: subnet.given.span,
      related: subnet.given.related,
    };
  });
