import type { Diagnostic } from '../report/diagnostic.ts';
import { allocate, type Pair, type Placement } from './allocate.ts';
import { nameBridges } from './bridges.ts';
import type { Address } from './cidr.ts';
import type { Range } from './plan.ts';

/** What names the bridges of links and gives links their addresses: ours, or vmsilo's own. */
export interface Allocator {
  /** @returns by the client's name; a bridge that can't be named is left out, and reported */
  readonly nameBridges: (
    pairs: readonly Pair[],
    ids: ReadonlyMap<string, number>,
    report: Report,
  ) => ReadonlyMap<string, string>;
  /**
   * A /31 for every pair.
   *
   * @param range null if no pair takes its addresses from it, or it could not be read
   * @param manual the lower addresses of manual subnets, in the pool or not
   * @returns null if there is no pool, or it has too few; what can't be placed is left out, and reported
   */
  readonly allocate: <P extends Pair>(
    range: Range | null,
    pairs: readonly P[],
    manual: readonly Address[],
    report: Report,
  ) => readonly Placement<P>[] | null;
}

export type Report = (problem: Diagnostic) => void;

/** The allocation that the documentation describes: every link has an address and a name of its own. */
export const ownAllocator: Allocator = {
  nameBridges,
  allocate: (range, pairs, manual) =>
    range === null || range.pool === null ? null : allocate(range.pool, pairs, manual),
};
