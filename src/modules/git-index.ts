import { readFileSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { decode, encode } from '../report/utf8.ts';
import { toFsPath } from '../resolve/files.ts';
import type { StagedKind, StagedTree } from '../resolve/staged-files.ts';
import { askGit } from './git.ts';

/** What can't be committed: an index with conflicts, or none at all. */
export type IndexProblem = 'no-index' | 'unmerged';

/**
 * What is to be committed in a work tree: its index, or the one that Git gives to a hook.
 *
 * @param top of the work tree: absolute, links followed
 */
export function readIndex(top: string): StagedTree | IndexProblem {
  const listed = askGit(top, ['ls-files', '--stage', '-v', '-z']);
  const differing = askGit(top, ['diff-files', '--name-status', '--no-renames', '-z']);
  if (listed === null || differing === null) return 'no-index';
  const statuses = statusesIn(differing);
  const entries = new Map<string, IndexEntry>();
  for (const line of listed.split('\0')) {
    const found = entryPattern.exec(line);
    if (found === null) continue;
    const [, tag = '', mode = '', object = '', stage = '', name = ''] = found;
    if (stage !== '0') return 'unmerged';
    const status = statuses.get(name);
    if (status === 'A') continue;
    const isInWorkTree = tag === 'H' && status === undefined;
    entries.set(`${top}/${name}`, { name, kind: kindOf(mode), object, isInWorkTree });
  }
  return treeOf(top, entries);
}

/** `H` is the tag of an entry that Git compares with the work tree (git-ls-files(1)). */
const entryPattern = /^(\S) (\d{6}) ([0-9a-f]+) (\d)\t(.*)$/s;

interface IndexEntry {
  /** Relative to the top. */
  readonly name: string;
  readonly kind: Exclude<StagedKind, 'directory'>;
  readonly object: string;
  /** The work tree has the same, with Git's filters applied. */
  readonly isInWorkTree: boolean;
}

/** By name; `A` is a file that was only announced (`git add --intent-to-add`), and is not committed. */
function statusesIn(text: string): ReadonlyMap<string, string> {
  const fields = text.split('\0');
  const statuses = new Map<string, string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    statuses.set(fields[at + 1] ?? '', fields[at] ?? '');
  }
  return statuses;
}

function kindOf(mode: string): IndexEntry['kind'] {
  switch (mode) {
    case '120000':
      return 'link';
    case '160000':
      return 'submodule';
    default:
      return 'file';
  }
}

function treeOf(top: string, entries: ReadonlyMap<string, IndexEntry>): StagedTree {
  const folders = new Map<string, Set<string>>([[top, new Set()]]);
  for (const path of entries.keys()) {
    for (let at = path; at !== top; at = dirname(at)) {
      const folder = dirname(at);
      const names = folders.get(folder);
      const name = at.slice(folder.length + 1);
      if (names !== undefined) names.add(name);
      else folders.set(folder, new Set([name]));
    }
  }
  return {
    at: (path) => (folders.has(path) ? 'directory' : (entries.get(path)?.kind ?? null)),
    names: (folder) => [...(folders.get(folder) ?? [])],
    bytes: (path) => {
      const entry = entries.get(path);
      if (entry === undefined) throw new Error('it is not in the index');
      const bytes = entry.isInWorkTree ? bytesInWorkTree(path, entry) : bytesInIndex(top, entry);
      if (bytes === null) throw new Error('Git does not give what is in the index');
      return bytes;
    },
  };
}

function bytesInWorkTree(path: string, { kind }: IndexEntry): string {
  return kind === 'link'
    ? readlinkSync(toFsPath(path), { encoding: 'latin1' })
    : readFileSync(toFsPath(path), 'latin1');
}

/** As a checkout would write it: Git filters files, and no links. A name that is not UTF-8 can't be told to Git, and gets no filters. */
function bytesInIndex(top: string, { name, object }: IndexEntry): string | null {
  const text = decode(name);
  const isText = encode(text) === name;
  return isText
    ? askGit(top, ['cat-file', '--filters', `:0:${text}`])
    : askGit(top, ['cat-file', 'blob', object]);
}

/** The bytes of a file as they are committed, without filters; null if it is not in the index. */
export function committedBytes(top: string, path: string): string | null {
  const name = decode(path.slice(top.length + 1));
  return askGit(top, ['cat-file', 'blob', `:0:${name}`]);
}
