import { quote } from '../../report/quote.ts';
import type { Rule } from './rule.ts';

/**
 * `programs.vmsilo.netvmRange` is an IPv4 range with a prefix length of 0 to 31.
 *
 * There would be no pool to take links' addresses from; a /32 does not hold a single link.
 */
export const rangeMalformed: Rule = ({ range }) => {
  if (range === null || range.pool !== null) return [];
  const { given, cidr } = range;
  return [
    {
      code: 'range-malformed',
      message:
        cidr === null
          ? `${quote(given.value)} is not an IPv4 range`
          : `${quote(given.value)} is a single address, and a link takes two`,
      help: 'write a range such as `10.200.0.0/16`, without spaces or leading zeros',
      span: given.span,
      related: given.related,
    },
  ];
};
