/**
 * Which of the slots 0 to `count` - 1, arranged in a ring, are taken.
 *
 * A disjoint-set forest: a taken slot points to a later one that may be free, and every search shortens the chain
 * that it followed. So long runs of taken slots cost next to nothing, and free slots no memory.
 */
export interface FreeSlots {
  readonly count: number;
  readonly later: Map<number, number>;
}

export function freeSlots(count: number): FreeSlots {
  return { count, later: new Map() };
}

/** Takes a slot; one that is taken stays so. */
export function takeSlot(slots: FreeSlots, slot: number): void {
  slots.later.set(slot, (slot + 1) % slots.count);
}

/** The first free slot from `slot` on, round the ring. One has to be free. */
export function firstFree(slots: FreeSlots, slot: number): number {
  let free = slot;
  for (let next = slots.later.get(free); next !== undefined; next = slots.later.get(free)) {
    free = next;
  }
  let passed = slot;
  for (let next = slots.later.get(passed); next !== undefined; next = slots.later.get(passed)) {
    slots.later.set(passed, free);
    passed = next;
  }
  return free;
}
