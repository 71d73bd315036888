import { quote } from '../report/quote.ts';
import type { Files } from '../resolve/files.ts';
import { NixError } from '../resolve/nix-error.ts';

/** What a run starts from. */
export interface Entry {
  /** What the output is made from, as its first line says: a file, or a folder without an entry file. */
  readonly path: string;
  /** The modules to evaluate, by path. */
  readonly modules: readonly string[];
}

/** Looked for in a folder, in this order. */
const entryNames = ['configuration.nix', 'default.nix'];

/**
 * Finds the modules that a file or folder stands for: a file itself, of a folder its entry file, else every
 * module below it that mentions vmsilo.
 *
 * @param path absolute, links followed
 * @param isOurs whether a file's text was written by us
 */
export function findEntry(path: string, files: Files, isOurs: (text: string) => boolean): Entry {
  const { kind } = files.inspect(path);
  if (kind !== 'directory') return { path, modules: [path] };
  for (const name of entryNames) {
    const file = `${path}/${name}`;
    if (files.inspect(file).kind === 'file') return { path: file, modules: [file] };
  }
  if (files.inspect(`${path}/flake.nix`).kind === 'file') {
    throw new NixError(
      'entry',
      `${quote(path)} holds a flake and no \`configuration.nix\`: name the file of the configuration that declares the VMs`,
    );
  }
  return {
    path,
    modules: [...candidates(path, files)].filter((file) => mentions(file, files, isOurs)),
  };
}

/** Every Nix file below a folder; links and hidden folders are not followed. */
function* candidates(folder: string, files: Files): Generator<string> {
  for (const [name, type] of files.list(folder)) {
    const path = `${folder}/${name}`;
    if (type === 'directory' && !name.startsWith('.')) yield* candidates(path, files);
    else if (type === 'regular' && name.endsWith('.nix')) yield path;
  }
}

function mentions(file: string, files: Files, isOurs: (text: string) => boolean): boolean {
  if (files.inspect(file).kind !== 'file') return false;
  const text = files.read(file);
  return text.includes('vmsilo') && !isOurs(text);
}
