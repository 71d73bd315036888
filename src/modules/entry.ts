import { listFolder } from '../resolve/builtins/file-access.ts';
import type { Files } from '../resolve/files.ts';
import { isGenerated } from './generated.ts';

/** What a run starts from. Paths are absolute, with links followed. */
export type Entry =
  | {
      readonly kind: 'modules';
      /** What the output is made from: a file, or a folder without an entry file. */
      readonly path: string;
      /** The modules to evaluate. */
      readonly modules: readonly string[];
    }
  | {
      readonly kind: 'flake';
      /** The `flake.nix`. */
      readonly path: string;
      readonly folder: string;
      /** What is read if the flake has no configurations; null if there is nothing else. */
      readonly otherwise: Entry | null;
    };

/** Looked for in a folder, in this order. */
const entryNames = ['configuration.nix', 'default.nix'];

/**
 * Finds what a file or folder stands for: a file itself, of a folder its flake or entry file, else every module
 * below it that mentions vmsilo.
 *
 * What is no regular file or can't be read is taken, too, so that reading it tells why.
 *
 * @param path absolute, links followed
 * @throws NixError if a folder can't be read
 */
export function findEntry(path: string, files: Files): Entry {
  const { kind } = files.inspect(path);
  if (kind !== 'directory') {
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    if (path.endsWith('/flake.nix')) return { kind: 'flake', path, folder, otherwise: null };
    return { kind: 'modules', path, modules: [path] };
  }
  const flake = `${path}/flake.nix`;
  const file = entryNames.map((name) => `${path}/${name}`).find((at) => isTaken(at, files));
  const named: Entry | null =
    file === undefined ? null : { kind: 'modules', path: file, modules: [file] };
  if (isTaken(flake, files)) return { kind: 'flake', path: flake, folder: path, otherwise: named };
  if (named !== null) return named;
  const modules = [...nixFiles(path, files)].filter((at) => mentionsVmsilo(at, files));
  return { kind: 'modules', path, modules };
}

function isTaken(path: string, files: Files): boolean {
  return ['file', 'special', 'unreadable'].includes(files.inspect(path).kind);
}

/** Every Nix file below a folder; links and hidden folders are not followed. */
function* nixFiles(folder: string, files: Files): Generator<string> {
  for (const [name, type] of listFolder(folder, files)) {
    const path = `${folder}/${name}`;
    if (type === 'directory' && !name.startsWith('.')) yield* nixFiles(path, files);
    else if (type === 'regular' && name.endsWith('.nix')) yield path;
  }
}

/** A module can't define something under `programs.vmsilo` without naming it. */
function mentionsVmsilo(file: string, files: Files): boolean {
  if (files.inspect(file).kind !== 'file') return false;
  let text: string;
  try {
    text = files.read(file);
  } catch {
    return true;
  }
  return text.includes('vmsilo') && !isGenerated(text);
}
