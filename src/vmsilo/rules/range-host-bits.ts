import { quote } from '../../report/quote.ts';
import { networkOf, printCidr } from '../cidr.ts';
import type { Rule } from './rule.ts';

/**
 * `programs.vmsilo.netvmRange` is written by its first address.
 *
 * The bits after the prefix are ignored, so links get addresses below the one that is written.
 */
export const rangeHostBits: Rule = ({ range }) => {
  if (range === null || range.pool === null || range.cidr === null) return [];
  const network = networkOf(range.cidr);
  if (network.address === range.cidr.address) return [];
  return [
    {
      code: 'range-host-bits',
      message: `${quote(range.given.value)} has bits set after its prefix, which are ignored`,
      help: `write \`${printCidr(network)}\``,
      span: range.given.span,
      related: range.given.related,
    },
  ];
};
