import type { Pair } from './allocate.ts';

/** How many bytes the name of a Linux network interface can have (IFNAMSIZ - 1). */
export const maxInterfaceName = 15;

/**
 * The bridge of every link between VMs: `br-<netvm>-<client>` if that fits and is no other link's, else as much as
 * fits of `br<client id>-<netvm>-<client>`. The two forms differ in their third byte, and ids are unique.
 *
 * @returns by the client's name
 */
export function nameBridges(
  pairs: readonly Pair[],
  ids: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const pair of pairs) uses.set(plainName(pair), (uses.get(plainName(pair)) ?? 0) + 1);
  return new Map(
    pairs.map((pair) => {
      const plain = plainName(pair);
      const fits = plain.length <= maxInterfaceName && uses.get(plain) === 1;
      return [pair.client, fits ? plain : nameWithId(pair, ids.get(pair.client) ?? 0)];
    }),
  );
}

function plainName({ netvm, client }: Pair): string {
  return `br-${netvm}-${client}`;
}

function nameWithId({ netvm, client }: Pair, id: number): string {
  return `br${id}-${netvm}-${client}`.slice(0, maxInterfaceName);
}
