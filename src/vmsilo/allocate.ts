import { createHash } from 'node:crypto';
import type { Address } from './cidr.ts';
import { firstFree, freeSlots, takeSlot } from './free-slots.ts';
import { type Pool, slotAddress, slotOf } from './pool.ts';

/** The two ends of a link, by name; the host is `host`. */
export interface Pair {
  readonly netvm: string;
  readonly client: string;
}

export interface Placement<P extends Pair> {
  readonly pair: P;
  /** The lower address of the pair's /31: the client's. */
  readonly lower: Address;
  /** The pair that has the slot this one would have if it were alone, if that is another. */
  readonly displacedBy: P | null;
}

/**
 * Gives every pair a /31 of the pool: the one that its hash names, or the next (round the pool's end) that neither
 * a manual subnet nor an earlier pair has. Pairs are placed in order of netvm, then client.
 *
 * @param manual the lower addresses of manual subnets, in the pool or not
 * @returns in the order of placement, or null if the pool has too few free /31s
 */
export function allocate<P extends Pair>(
  pool: Pool,
  pairs: readonly P[],
  manual: readonly Address[],
): readonly Placement<P>[] | null {
  const reserved = slotsOf(pool, manual);
  if (pairs.length > pool.slots - reserved.size) return null;

  const alone = freeSlots(pool.slots);
  const free = freeSlots(pool.slots);
  for (const slot of reserved) {
    takeSlot(alone, slot);
    takeSlot(free, slot);
  }
  const holders = new Map<number, P>();
  return pairs.toSorted(comparePairs).map((pair) => {
    const own = firstFree(alone, hashPair(pair) % pool.slots);
    const displacedBy = holders.get(own) ?? null;
    const slot = firstFree(free, own);
    takeSlot(free, slot);
    holders.set(slot, pair);
    return { pair, lower: slotAddress(pool, slot), displacedBy };
  });
}

/** The slots that manual subnets keep from being given away. */
export function slotsOf(pool: Pool, manual: readonly Address[]): ReadonlySet<number> {
  return new Set(manual.map((lower) => slotOf(pool, lower)).filter((slot) => slot !== null));
}

/** By netvm, then by client; not by the joined text, where `a-b` comes before `a/b`. */
export function comparePairs(a: Pair, b: Pair): number {
  if (a.netvm !== b.netvm) return a.netvm < b.netvm ? -1 : 1;
  if (a.client !== b.client) return a.client < b.client ? -1 : 1;
  return 0;
}

/** The first 32 bits of the SHA-256 of `netvm/client`. */
function hashPair({ netvm, client }: Pair): number {
  return createHash('sha256').update(`${netvm}/${client}`, 'latin1').digest().readUInt32BE(0);
}
