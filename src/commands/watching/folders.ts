import { type BigIntStats, type FSWatcher, statSync, watch } from 'node:fs';
import { basename } from 'node:path/posix';
import { show } from '../../report/quote.ts';
import { toFsPath } from '../../resolve/files.ts';
import { Failure } from '../failure.ts';
import type { Places } from './places.ts';

/** Folders that are watched, one system watch each, whatever they hold. */
export interface FolderWatch {
  /**
   * Watches these places and no others. A folder that has been replaced since is watched anew.
   *
   * @throws Failure if the system lets nobody watch so many
   */
  readonly set: (places: Places) => void;
  /** How many are watched. */
  readonly count: () => number;
  readonly close: () => void;
}

/** @param ring is called when something happens at one of the places */
export function watchFolders(ring: () => void): FolderWatch {
  const watched = new Map<string, Watched>();
  const set = (places: Places): void => {
    for (const [folder, { watcher }] of watched) {
      if (places.has(folder)) continue;
      watcher.close();
      watched.delete(folder);
    }
    for (const [folder, names] of places) {
      const identity = identityOf(folder);
      const known = watched.get(folder);
      if (known !== undefined && !known.isGone && known.identity === identity) {
        known.names = names;
        continue;
      }
      known?.watcher.close();
      watched.delete(folder);
      const started = identity === null ? null : start(folder, identity, names, ring);
      if (started !== null) watched.set(folder, started);
    }
  };
  const close = (): void => {
    for (const { watcher } of watched.values()) watcher.close();
    watched.clear();
  };
  return { set, count: () => watched.size, close };
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: string;
  names: ReadonlySet<string> | 'any';
  /** The folder has been moved or removed. */
  isGone: boolean;
}

/** @returns null for a folder that may not be watched, or is no longer there */
function start(
  folder: string,
  identity: string,
  names: ReadonlySet<string> | 'any',
  ring: () => void,
): Watched | null {
  const watcher = tryWatch(folder);
  if (watcher === null) return null;
  const watched: Watched = { watcher, identity, names, isGone: false };
  watcher.on('change', (event, file) => {
    const name = Buffer.isBuffer(file) ? file.toString('latin1') : null;
    if (event === 'rename' && name === basename(folder)) watched.isGone = true;
    const { names, isGone } = watched;
    if (name === null || isGone || names === 'any' || names.has(name)) ring();
  });
  watcher.on('error', () => {
    watched.isGone = true;
    ring();
  });
  return watched;
}

function tryWatch(folder: string): FSWatcher | null {
  try {
    return watch(toFsPath(folder), { encoding: 'buffer' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC') throw new Failure(tooMany(folder, 'fs.inotify.max_user_watches'));
    if (code === 'EMFILE') throw new Failure(tooMany(folder, 'fs.inotify.max_user_instances'));
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return null;
    throw error;
  }
}

function tooMany(folder: string, setting: string): string {
  return `cannot watch \`${show(folder)}\`: this user watches as much as the system allows; raise \`${setting}\``;
}

/** Tells a folder from another that takes its path later; null if there is none. */
function identityOf(folder: string): string | null {
  let stats: BigIntStats;
  try {
    stats = statSync(toFsPath(folder), { bigint: true });
  } catch {
    return null;
  }
  return `${stats.dev} ${stats.ino} ${stats.birthtimeNs}`;
}
