/**
 * The id of every VM: its place among all names, from 3.
 *
 * @param names of all VMs, sorted by bytes
 */
export function assignIds(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index + firstId]));
}

const firstId = 3;
