import { type Address, blockSize, type Cidr, networkOf } from './cidr.ts';

/** The /31 subnets of `programs.vmsilo.netvmRange`, numbered from 0. */
export interface Pool {
  readonly base: Address;
  /** How many there are, 1 to 2^31. */
  readonly slots: number;
}

/** @param range with a prefix of at most 31 */
export function poolOf(range: Cidr): Pool {
  return { base: networkOf(range).address, slots: blockSize(range.prefix) / 2 };
}

/** The lower address of a slot. */
export function slotAddress(pool: Pool, slot: number): Address {
  return pool.base + 2 * slot;
}

/** The slot of an even address, or null if it is outside the pool. */
export function slotOf(pool: Pool, address: Address): number | null {
  const slot = (address - pool.base) / 2;
  return slot >= 0 && slot < pool.slots ? slot : null;
}
