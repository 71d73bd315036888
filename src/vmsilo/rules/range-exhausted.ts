import { quote } from '../../report/quote.ts';
import { slotsOf } from '../allocate.ts';
import { manualLower } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * The pool holds a free /31 for every client without a manual subnet.
 *
 * Some client would have no address.
 */
export const rangeExhausted: Rule = ({ range, links, clients, placements }) => {
  if (range === null || range.pool === null || placements !== null) return [];
  const waiting = links.filter((link) => link.of.subnet.kind === 'pool').length;
  const manual = clients.map(manualLower).filter((lower) => lower !== null);
  const reserved = slotsOf(range.pool, manual).size;
  const free = range.pool.slots - reserved;
  const enough = 31 - Math.ceil(Math.log2(waiting + manual.length));
  return [
    {
      code: 'range-exhausted',
      message: `${quote(range.given.value)} has ${free} of its ${range.pool.slots} /31 subnets free, and ${waiting} VMs take one each`,
      help: `a larger range is needed: a /${enough} is enough`,
      span: range.given.span,
      related: range.given.related,
    },
  ];
};
