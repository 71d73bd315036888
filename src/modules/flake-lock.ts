import { memberOf, parseJson } from './json-value.ts';

/**
 * The hash of an input's files in a lock file (version 5 to 7 of `flake.lock`).
 *
 * @param text of the lock file
 * @param input the name that the flake itself gives it
 * @returns null if the file does not say
 */
export function lockedNarHash(text: string, input: string): string | null {
  const lock = parseJson(text);
  const nodes = memberOf(lock, 'nodes');
  const root = memberOf(lock, 'root');
  if (typeof root !== 'string') return null;
  const node = nodeAt(nodes, root, [input], { left: maxFollows });
  if (node === null) return null;
  const hash = memberOf(memberOf(memberOf(nodes, node), 'locked'), 'narHash');
  return typeof hash === 'string' ? hash : null;
}

/** An input may be the same as another, which may again: a lock file that is not made by hand has no rings of them. */
const maxFollows = 100;

/** The node that a path of input names leads to from the root. @param follows how many may still be on the whole way */
function nodeAt(
  nodes: unknown,
  root: string,
  path: readonly unknown[],
  follows: { left: number },
): string | null {
  return path.reduce<string | null>((node, name) => {
    if (node === null || typeof name !== 'string') return null;
    const to = memberOf(memberOf(memberOf(nodes, node), 'inputs'), name);
    if (typeof to === 'string') return to;
    if (!Array.isArray(to) || follows.left === 0) return null;
    follows.left -= 1;
    return nodeAt(nodes, root, to, follows);
  }, root);
}
