import { resolve } from 'node:path/posix';
import { quote } from '../../report/quote.ts';
import { attribute } from '../apply.ts';
import { completeSet, list as listOf, set as setFrom, string } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Files } from '../files.ts';
import { NixError } from '../nix-error.ts';
import { coerceToString, coerceToText, concatenation } from '../text.ts';
import { force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { isUnknown, UnknownSignal, unknown } from '../unknown.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { path as pathOf, primop, setOf } from '../value.ts';
import { listFolder, readBytes, refusal, typeAt } from './file-access.ts';
import type { Builtins } from './index.ts';

/** The builtins that read files, which are those below the root. */
export function fileBuiltins(evaluation: Evaluation): Builtins {
  const { files, importFile, importScoped } = evaluation;
  return {
    import: primop('import', 1, (path) => {
      const source = foreignSource(path);
      return source === null ? force(importFile(realisePath(path))) : importForeign(source);
    }),
    scopedImport: primop('scopedImport', 2, (scope, path) => {
      const names = new Map<string, Slot>();
      for (const [name, { slot }] of completeSet(scope).attributes) names.set(name, slot);
      return importScoped(realisePath(path), names);
    }),
    readFile: primop('readFile', 1, (slot) => {
      const path = realisePath(slot);
      const bytes = readBytes(path, files);
      if (!bytes.includes('\0')) return bytes;
      throw new NixError('value', `${quote(path)} holds a NUL, which no Nix string can`);
    }),
    readDir: primop('readDir', 1, (path) => setOf(listFolder(realisePath(path), files))),
    readFileType: primop('readFileType', 1, (slot) => {
      const path = realisePath(slot);
      const type = typeAt(path, files);
      if (type !== null) return type;
      throw new NixError('file', `there is no file ${quote(path)}`);
    }),
    pathExists: primop('pathExists', 1, (slot) => {
      const value = force(slot);
      const text = isUnknown(value) ? value.place : value;
      const isFolder = typeof text === 'string' && /\/\.?$/.test(text);
      return exists(realisePath(value), isFolder, files);
    }),
    toPath: primop('toPath', 1, (path) => realisePath(path)),
    findFile: primop('findFile', 2, (places, name) =>
      findFile(listOf(places).items, string(name), files),
    ),
  };
}

/** What is imported from somebody else's unknown place is somebody else's, too. */
function foreignSource(slot: Slot): Unknown | null {
  const value = force(slot);
  const source = typeof value === 'object' && value?.kind === 'set' ? outPathOf(value) : value;
  return isUnknown(source) && source.place === null ? source : null;
}

function importForeign(path: Unknown): Value {
  const { within } = path;
  return force(within?.source.importFile(resolve('/', `./${within.path}`)) ?? path);
}

function outPathOf({ attributes, rest }: AttributeSet): Value {
  const outPath = attributes.get('outPath');
  return outPath === undefined ? rest : force(outPath.slot);
}

/** The path that a path, a string or a set with `outPath` stands for; absolute and normalised. */
export function realisePath(slot: Slot): string {
  const value = force(slot);
  if (typeof value === 'object' && value?.kind === 'path') return value.path;
  const text = coerceToText(value, concatenation);
  if (typeof text !== 'string') {
    if (text.place === null) throw new UnknownSignal(text);
    return resolve(text.place);
  }
  if (text.startsWith('/')) return resolve(text);
  throw new NixError('value', `${quote(text)} is not an absolute path`);
}

/** A link counts, whether or not it leads somewhere, unless a folder is asked for. */
function exists(path: string, isFolder: boolean, files: Files): boolean {
  if (!isFolder) return typeAt(path, files) !== null;
  const entry = files.inspect(path);
  if (entry.kind === 'outside') throw refusal(entry, path, 'folder', files);
  return entry.kind === 'directory';
}

/** Looks a name up in a search path: a list of `{ prefix, path }`. */
function findFile(places: readonly Slot[], name: string, files: Files): Value {
  for (const place of places) {
    const entry = setFrom(place);
    const hasPrefix = entry.attributes.has('prefix') || entry.rest !== null;
    const prefix = hasPrefix ? string(attribute(entry, 'prefix')) : '';
    const path = coerceToString(attribute(entry, 'path'), concatenation);
    const rest = behindPrefix(name, prefix);
    if (rest === null) continue;
    if (!path.startsWith('/')) {
      throw new UnknownSignal(unknown(`<${name}>`, `what ${quote(path)} is, is not known`));
    }
    const found = resolve(`${path}/${rest}`);
    if (typeAt(found, files) !== null) return pathOf(found);
  }
  if (name.startsWith('nix/')) {
    throw new UnknownSignal(unknown(`<${name}>`, 'it is a file of the Nix that evaluates'));
  }
  throw new NixError('throw', `file ${quote(name)} was not found in the Nix search path`);
}

function behindPrefix(name: string, prefix: string): string | null {
  if (prefix === '') return name;
  if (name === prefix) return '';
  return name.startsWith(`${prefix}/`) ? name.slice(prefix.length + 1) : null;
}
