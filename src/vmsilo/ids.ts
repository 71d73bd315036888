/** Ids are vsock context ids, of which 0 to 2 are reserved (vsock(7)). */
const firstId = 3;

/**
 * The id of every VM: its place among all names, from 3.
 *
 * @param names of all VMs, sorted by bytes
 */
export function assignIds(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index + firstId]));
}
