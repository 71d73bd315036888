import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { indexFile } from '../../modules/tracked-files.ts';
import { isBelow, maxLinks, namesOf, realPath, toFsPath } from '../../resolve/files.ts';
import type { Survey } from '../surveys.ts';

/** Folders, by their paths without links, with the names in them that matter; `any` if all do. */
export type Places = ReadonlyMap<string, ReadonlySet<string> | 'any'>;

/**
 * Where something has to happen before a question of the surveys can be answered otherwise, or one of the outputs
 * be another file: in each folder on the way to a path, links included, the next name of the way.
 *
 * @param outputs paths of files that we write
 */
export function placesOf(surveys: readonly Survey[], outputs: readonly string[]): Places {
  const walk: Walk = { places: new Map(), known: new Map() };
  for (const { options, isTracked, looks } of surveys) {
    const root = realRoot(options.root);
    follow(options.root, '/', walk);
    for (const { path } of looks) follow(path, root, walk);
    for (const { kind, path } of looks) if (kind === 'listing') walk.places.set(path, 'any');
    if (isTracked) for (const path of gitPaths(root)) follow(path, '/', walk);
  }
  for (const path of outputs) follow(path, '/', walk);
  return walk.places;
}

export function isSamePlaces(left: Places, right: Places): boolean {
  if (left.size !== right.size) return false;
  for (const [folder, names] of left) {
    const others = right.get(folder);
    if (names === 'any' || others === 'any' || others === undefined) {
      if (names !== others) return false;
    } else if (names.size !== others.size || ![...names].every((name) => others.has(name))) {
      return false;
    }
  }
  return true;
}

interface Walk {
  readonly places: Map<string, Set<string> | 'any'>;
  /** What stands at a path. */
  readonly known: Map<string, Step>;
}

/** A link has its target. */
type Step = 'folder' | 'end' | { readonly target: string };

/** @param root a way that leaves it is not followed further; who looks out of it learns only that it is outside */
function follow(path: string, root: string, { places, known }: Walk): void {
  let at = '/';
  let rest = namesOf(path);
  for (let links = 0; links <= maxLinks; ) {
    const [name, ...others] = rest;
    if (name === undefined) return;
    rest = others;
    if (name === '..') {
      at = dirname(at);
      continue;
    }
    const next = join(at, name);
    if (!isBelow(next, root) && !isBelow(root, next)) return;
    addName(at, name, places);
    const step = known.get(next) ?? stepAt(next);
    known.set(next, step);
    if (step === 'end') return;
    if (step === 'folder') at = next;
    else {
      links++;
      if (step.target.startsWith('/')) at = '/';
      rest = [...namesOf(step.target), ...rest];
    }
  }
}

function addName(folder: string, name: string, places: Map<string, Set<string> | 'any'>): void {
  const names = places.get(folder);
  if (names === undefined) places.set(folder, new Set([name]));
  else if (names !== 'any') names.add(name);
}

function stepAt(path: string): Step {
  try {
    const stats = lstatSync(toFsPath(path));
    if (stats.isSymbolicLink()) {
      return { target: readlinkSync(toFsPath(path), { encoding: 'latin1' }) };
    }
    return stats.isDirectory() ? 'folder' : 'end';
  } catch {
    return 'end';
  }
}

/** What tells that Git tracks other files: its index is replaced whenever it changes. */
function gitPaths(root: string): readonly string[] {
  const index = indexFile(root);
  return index === null ? [join(root, '.git')] : [join(root, '.git'), index];
}

function realRoot(root: string): string {
  try {
    return realPath(root);
  } catch {
    return root;
  }
}
