import { isBelow } from '../files.ts';
import { pathTo, UnknownSignal } from '../unknown.ts';
import type { Path } from '../value.ts';

/**
 * The names on the way from the root to a path.
 *
 * @throws UnknownSignal for a path of a flake, which Nix evaluates in a copy of it
 */
export function components(path: Path): readonly string[] {
  if (path.copiedFrom !== null) throw new UnknownSignal(pathTo(path.path));
  return namesOn(path);
}

/**
 * As {@link components} of each path, to be compared with those of the others: what the paths of one flake have in
 * common is the same in its copy.
 */
export function componentsOfAll(paths: readonly Path[]): readonly (readonly string[])[] {
  return paths.map((path) => {
    const isComparable = paths.every(({ copiedFrom }) => copiedFrom === path.copiedFrom);
    if (isComparable && path.copiedFrom !== null && isBelow(path.path, path.copiedFrom)) {
      return namesOn(path);
    }
    return components(path);
  });
}

function namesOn({ path }: Path): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}
