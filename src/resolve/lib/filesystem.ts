import { call } from '../apply.ts';
import { boolean, completeSet, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { descend, stack } from '../stack.ts';
import { coerceToString, concatenation, toStringBuiltin } from '../text.ts';
import { force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop, setOf, sortedNames } from '../value.ts';
import { packagesFromDirectory } from './filesystem-packages.ts';
import type { Library, Members } from './library.ts';
import { apply, below, choose, selectOr } from './operators.ts';

/** nixpkgs' `lib/filesystem.nix`. */
export function filesystem(library: Library): Members {
  const { builtin } = library;
  const pathType = (path: Slot) => call(builtin('readFileType'), path);
  const isOfType = (path: Slot, type: string): Value =>
    choose(
      () => call(builtin('pathExists'), path),
      () => equal(known(pathType(path)), type),
      () => false,
    );
  return {
    pathType: primop('pathType', 1, pathType),
    pathIsDirectory: primop('pathIsDirectory', 1, (path) => isOfType(path, 'directory')),
    pathIsRegularFile: primop('pathIsRegularFile', 1, (path) => isOfType(path, 'regular')),
    haskellPathsInDir: primop('haskellPathsInDir', 1, (root) => {
      const folders = sortedNames(readDir(library, root))
        .map((name) => [name, below(root, name)] as const)
        .filter(([name, path]) =>
          boolean(call(builtin('pathExists'), below(path, `${name}.cabal`))),
        );
      return setOf(folders);
    }),
    listFilesRecursive: primop('listFilesRecursive', 1, (folder) => {
      const found: Slot[] = [];
      listFiles(library, folder, found);
      return list(found);
    }),
    packagesFromDirectoryRecursive: primop('packagesFromDirectoryRecursive', 1, (settings) =>
      packagesFromDirectory(library, settings),
    ),
    locateDominatingFile: primop('locateDominatingFile', 2, (pattern, file) =>
      locateDominating(library, pattern, file),
    ),
    resolveDefaultNix: primop('resolveDefaultNix', 1, (value) =>
      choose(
        () => isOfType(value, 'directory'),
        () => below(value, 'default.nix'),
        () => {
          const text = force(value);
          return typeof text === 'string' && text.endsWith('/') ? `${text}default.nix` : text;
        },
      ),
    ),
  };
}

function readDir({ builtin }: Library, folder: Slot) {
  return completeSet(call(builtin('readDir'), folder));
}

function listFiles(library: Library, folder: Slot, found: Slot[]): void {
  const entries = readDir(library, folder);
  for (const name of sortedNames(entries)) {
    const type = known(entries.attributes.get(name)?.slot ?? null);
    const path = below(folder, name);
    if (type !== 'directory') {
      found.push(path);
      continue;
    }
    descend(4);
    listFiles(library, path, found);
    stack.depth -= 4;
  }
}

function locateDominating(library: Library, pattern: Slot, file: Slot): Value {
  const { builtin } = library;
  const parent = (path: Slot): Value => call(builtin('dirOf'), path);
  const isRoot = (path: Slot) => coerceToString(path, toStringBuiltin) === '/';
  const isFolder = () => {
    const base = coerceToString(call(builtin('baseNameOf'), file), concatenation);
    const type = selectOr(readDir(library, parent(file)), base, () => null);
    return equal(known(type), 'directory');
  };
  let folder: Slot = isRoot(file) || isFolder() ? file : parent(file);
  while (true) {
    const matches = sortedNames(readDir(library, folder))
      .map((name) => apply(builtin('match'), pattern, name))
      .filter((match) => known(match) !== null);
    if (matches.length > 0) {
      return setOf([
        ['path', folder],
        ['matches', list(matches)],
      ]);
    }
    if (isRoot(folder)) return null;
    folder = parent(folder);
  }
}
