import { dirname } from 'node:path/posix';
import { call } from '../apply.ts';
import { boolean, integer, known, set as setOfSlot, string } from '../demand.ts';
import { equal, lessThan } from '../equal.ts';
import { attempt } from '../join.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay } from '../thunk.ts';
import { isUnknown } from '../unknown.ts';
import type { AttributeSet, Path, Slot, Value } from '../value.ts';
import { list, setOf } from '../value.ts';
import type { Library } from './library.ts';
import {
  hasAttribute,
  isSet,
  isStringLike,
  overlaid,
  select,
  selectOr,
  thrown,
} from './operators.ts';
import { components } from './path-components.ts';
import { typeName } from './type-name.ts';

/*
 * A file set is `{ _internalBase, _internalTree, … }`: a folder, and what of it is in. A tree is null for nothing, a
 * set of trees by name for a folder, the string "directory" for all of a folder, and the type of a file as a string.
 */

const version = 3;

const notEvaluated = delay(() => {
  throw thrown('lib.fileset: directly evaluating a file set is not supported');
});

/** The file set of no files, which is in no folder. */
export const emptyFileset: AttributeSet = setOf([
  ['_type', 'fileset'],
  ['_internalVersion', version],
  ['_internalIsEmptyWithoutBase', true],
  ['_noEval', notEvaluated],
]);

export function createFileset(base: Path, tree: Slot): AttributeSet {
  return setOf([
    ['_type', 'fileset'],
    ['_internalVersion', version],
    ['_internalIsEmptyWithoutBase', false],
    ['_internalBase', base],
    ...splitBase(() => base),
    ['_internalTree', tree],
    ['_noEval', notEvaluated],
  ]);
}

function splitBase(base: () => Path): readonly (readonly [string, Slot])[] {
  return [
    ['_internalBaseRoot', delay(() => ({ ...base(), path: '/' }))],
    ['_internalBaseComponents', delay(() => list(components(base())))],
  ];
}

/** The folder that a file set has its files in. */
export function baseOf(fileset: AttributeSet): Path {
  const base = known(select(fileset, '_internalBase'));
  if (isPath(base)) return base;
  throw thrown('lib.path.splitRoot: a path was expected');
}

export function treeOf(fileset: AttributeSet): Slot {
  return delay(() => select(fileset, '_internalTree'));
}

export function isEmpty(fileset: AttributeSet): boolean {
  return boolean(select(fileset, '_internalIsEmptyWithoutBase'));
}

/** The file set of a file, or of all that is in a folder. */
export function singleton(library: Library, path: Path): AttributeSet {
  const type = typeOf(library, path);
  return type === 'directory' ? createFileset(path, type) : singleFile(path, type);
}

/** The file set of a file, as a tree in its folder. */
export function singleFile(path: Path, tree: Slot): AttributeSet {
  const name = path.path.slice(path.path.lastIndexOf('/') + 1);
  return createFileset(parentOf(path), setOf([[name, tree]]));
}

export function parentOf(path: Path): Path {
  return { ...path, path: dirname(path.path) };
}

export function typeOf({ builtin }: Library, path: Path): Value {
  return known(call(builtin('readFileType'), path));
}

export function exists({ builtin }: Library, path: Slot): boolean {
  return boolean(call(builtin('pathExists'), path));
}

export function isPath(value: Value): value is Path {
  return typeof value === 'object' && value?.kind === 'path';
}

/** `toString value`, for a message; of what is not known, what it is called. */
export function shown(value: Slot): string {
  const text = attempt(() => coerceToString(value, toStringBuiltin));
  return isUnknown(text) ? text.subject : string(text);
}

/** @throws NixError if the value is neither a file set nor a path that exists */
export function coerce(library: Library, context: string, value: Slot): AttributeSet {
  const result = coercion(library, context, value);
  if (typeof result === 'string') throw thrown(result);
  return result;
}

/** The values as file sets, each with what it is called in messages; all have the one root that paths have. */
export function coerceAll(
  library: Library,
  context: string,
  values: readonly (readonly [name: string, value: Slot])[],
): readonly AttributeSet[] {
  const filesets = values.map(([name, value]) => coerce(library, `${context}: ${name}`, value));
  for (const fileset of filesets) {
    if (!isEmpty(fileset)) known(select(fileset, '_internalBaseRoot'));
  }
  return filesets;
}

/** The file set that a value stands for, or why it stands for none. */
export function coercion(library: Library, context: string, slot: Slot): AttributeSet | string {
  const value = known(slot);
  if (isSet(value) && equal(known(selectOr(value, '_type', () => '')), 'fileset')) {
    return currentVersion(context, value);
  }
  if (isPath(value)) {
    if (exists(library, value)) return singleton(library, value);
    return `${context} (${shown(value)}) is a path that does not exist; lib.fileset.maybeMissing takes one`;
  }
  if (hasAttribute(value, '_isLibCleanSourceWith')) {
    return `${context} is a \`lib.sources\`-based value, but it should be a file set or a path instead; lib.fileset.fromSource converts it`;
  }
  if (isStringLike(value)) {
    return `${context} ("${shown(value)}") is a string-like value, but it should be a file set or a path instead`;
  }
  return `${context} is of type ${typeName(value)}, but it should be a file set or a path instead`;
}

/** A file set of an older library, as one of this. */
function currentVersion(context: string, fileset: AttributeSet): AttributeSet | string {
  const given = known(select(fileset, '_internalVersion'));
  if (lessThan(version, given)) {
    return `${context} is a file set created from a future version of the file set library`;
  }
  if (!lessThan(given, version)) return fileset;
  const from = Number(integer(given));
  return setOfSlot(
    overlaid(
      fileset,
      setOf(from < 1 ? splitBase(() => baseOf(fileset)) : []),
      setOf([
        ['_internalIsEmptyWithoutBase', false],
        ['_internalVersion', version],
      ]),
    ),
  );
}
