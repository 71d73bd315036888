import { quote } from '../../report/quote.ts';
import { addressOf, type Cidr, contains } from '../cidr.ts';
import { unusableBlock } from './range-unusable.ts';
import type { Rule } from './rule.ts';

/**
 * The pool is within a private range (RFC 1918) or the shared one (RFC 6598).
 *
 * The machines on the Internet that own its addresses could not be reached.
 */
export const rangePublic: Rule = ({ range }) => {
  if (range === null || range.pool === null || range.cidr === null) return [];
  const { given, cidr } = range;
  if (unusableBlock(cidr) !== null || privateBlocks.some((block) => contains(block, cidr)))
    return [];
  return [
    {
      code: 'range-public',
      message: `${quote(given.value)} is not within a private range`,
      help: 'use a part of `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` or `100.64.0.0/10`',
      span: given.span,
      related: given.related,
    },
  ];
};

const privateBlocks: readonly Cidr[] = [
  { address: addressOf(10, 0, 0, 0), prefix: 8 },
  { address: addressOf(172, 16, 0, 0), prefix: 12 },
  { address: addressOf(192, 168, 0, 0), prefix: 16 },
  { address: addressOf(100, 64, 0, 0), prefix: 10 },
];
