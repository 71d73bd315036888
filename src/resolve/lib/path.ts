import { known, string } from '../demand.ts';
import { isBelow } from '../files.ts';
import { delay } from '../thunk.ts';
import { pathTo, UnknownSignal } from '../unknown.ts';
import type { Path, Slot } from '../value.ts';
import { list, primop, setOf } from '../value.ts';
import type { Members } from './library.ts';
import { inside, itemsOf, thrown } from './operators.ts';
import { components, componentsOfAll } from './path-components.ts';

/** nixpkgs' `lib/path`: paths, and the texts of paths below another one. */
export function path(): Members {
  return {
    append: primop('append', 2, (base, subpath) =>
      inside(pathArgument('append', base), subpathArgument('append', subpath)),
    ),
    hasPrefix: primop('hasPrefix', 2, (prefix, whole) => {
      const start = pathArgument('hasPrefix', prefix);
      return isPrefix(componentsOfAll([start, pathArgument('hasPrefix', whole)]));
    }),
    removePrefix: primop('removePrefix', 2, (prefix, whole) => {
      const start = pathArgument('removePrefix', prefix);
      const both = componentsOfAll([start, pathArgument('removePrefix', whole)]);
      const [before = [], all = []] = both;
      if (isPrefix(both)) return joined(all.slice(before.length));
      throw thrown('lib.path.removePrefix: the first path is not a prefix of the second path');
    }),
    splitRoot: primop('splitRoot', 1, (whole) => {
      const path = pathArgument('splitRoot', whole);
      return setOf([
        ['root', { ...path, path: '/' }],
        ['subpath', delay(() => joined(components(path)))],
      ]);
    }),
    hasStorePathPrefix: primop('hasStorePathPrefix', 1, (whole) =>
      hasStorePathPrefix(pathArgument('hasStorePathPrefix', whole)),
    ),
    subpath: setOf([
      ['isValid', primop('isValid', 1, (value) => invalidReason(value) === null)],
      [
        'join',
        primop('join', 1, (subpaths) =>
          joined(itemsOf(subpaths).flatMap((each) => parts(subpathArgument('subpath.join', each)))),
        ),
      ],
      [
        'components',
        primop('components', 1, (value) =>
          list(parts(subpathArgument('subpath.components', value))),
        ),
      ],
      [
        'normalise',
        primop('normalise', 1, (value) =>
          joined(parts(subpathArgument('subpath.normalise', value))),
        ),
      ],
    ]),
  };
}

/** `lib.path.hasStorePathPrefix`: a flake's paths are below one. */
export function hasStorePathPrefix(path: Path): boolean {
  const { copiedFrom } = path;
  if (copiedFrom === null) return isInStore(path.path);
  if (isBelow(path.path, copiedFrom)) return true;
  throw new UnknownSignal(pathTo(path.path));
}

/** Whether a path is a store path or below one. */
export function isInStore(path: string): boolean {
  return /^\/nix\/store\/[^/]{32}-[^/]/.test(path) || /^\/[0-9a-z]{52}(?:\/|$)/.test(path);
}

function pathArgument(name: string, slot: Slot): Path {
  const value = known(slot);
  if (typeof value === 'object' && value?.kind === 'path') return value;
  throw thrown(`lib.path.${name}: a path was expected`);
}

function subpathArgument(name: string, slot: Slot): string {
  const reason = invalidReason(slot);
  if (reason === null) return string(slot);
  throw thrown(`lib.path.${name}: this is not a valid subpath string: ${reason}`);
}

/** Why a value is not the text of a path below another one. */
function invalidReason(slot: Slot): string | null {
  const value = known(slot);
  if (typeof value !== 'string') return 'a string was expected';
  if (value === '') return 'the string is empty';
  if (value.startsWith('/')) return 'it is absolute';
  return value.split('/').includes('..') ? 'it contains `..`' : null;
}

function parts(subpath: string): readonly string[] {
  return subpath.split('/').filter((part) => part !== '' && part !== '.');
}

function joined(parts: readonly string[]): string {
  return `./${parts.length === 0 ? '.' : parts.join('/')}`;
}

/** Whether the first path leads to the second one, or above it. */
function isPrefix([start = [], all = []]: readonly (readonly string[])[]): boolean {
  return start.every((part, index) => all[index] === part);
}
