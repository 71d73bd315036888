import { call } from '../apply.ts';
import { boolean, known, set as setOfSlot, string } from '../demand.ts';
import { coerceToText, concatenation } from '../text.ts';
import { delay } from '../thunk.ts';
import { pathTo, UnknownSignal } from '../unknown.ts';
import type { AttributeSet, Path, Primop, Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import { normalisedForFilter } from './fileset-tree.ts';
import {
  baseOf,
  coerce,
  createFileset,
  exists,
  isEmpty,
  isPath,
  shown,
  singleFile,
  singleton,
  treeOf,
  typeOf,
} from './fileset-value.ts';
import type { Library } from './library.ts';
import {
  apply,
  choose,
  formals,
  hasAttribute,
  inside,
  isSet,
  isStringLike,
  mapAttributes,
  required,
  select,
  thrown,
} from './operators.ts';
import { hasStorePathPrefix } from './path.ts';
import { components, componentsOfAll } from './path-components.ts';
import { typeName } from './type-name.ts';

/** `lib.fileset.toSource`: the folder is known, and which files of it are in; where they are copied to is not. */
export function toSource(library: Library, settings: Slot): Value {
  const given = formals(settings, ['root', 'fileset']);
  const root = known(required(given, 'root'));
  const argument = required(given, 'fileset');
  if (!isPath(root)) {
    if (hasAttribute(root, '_isLibCleanSourceWith')) {
      throw thrown(
        'lib.fileset.toSource: `root` is a `lib.sources`-based value, but it should be a path instead',
      );
    }
    throw notAPath('lib.fileset.toSource: `root`', root);
  }
  const fileset = coerce(library, 'lib.fileset.toSource: `fileset`', argument);
  const isWithoutBase = isEmpty(fileset);
  if (!exists(library, root)) {
    throw thrown(`lib.fileset.toSource: \`root\` (${shown(root)}) is a path that does not exist`);
  }
  if (typeOf(library, root) !== 'directory') {
    throw thrown(
      `lib.fileset.toSource: \`root\` (${shown(root)}) is a file, but it should be a directory instead`,
    );
  }
  if (!isWithoutBase && !isBelow(root, baseOf(fileset))) {
    throw thrown(
      `lib.fileset.toSource: \`fileset\` could contain files in ${shown(baseOf(fileset))}, which is not under the \`root\` (${shown(root)})`,
    );
  }
  const source = setOf([
    ['name', 'source'],
    ['src', root],
    ['filter', toFilter(library, fileset)],
  ]);
  return apply(library.member('sources', 'cleanSourceWith'), source);
}

function isBelow(root: Path, path: Path): boolean {
  const [above = [], all = []] = componentsOfAll([root, path]);
  return above.every((part, index) => all[index] === part);
}

/** A filter that a file is kept by if it is in the file set, and a folder if some file below is. */
function toFilter(library: Library, fileset: AttributeSet): Primop {
  const none = primop('filter', 2, () => false);
  if (isEmpty(fileset)) return none;
  const base = baseOf(fileset);
  const tree = normalisedForFilter(library, base, treeOf(fileset));
  if (tree === null) return none;
  const start = () =>
    components(base)
      .map((part) => `/${part}`)
      .join('');
  return primop('filter', 2, (path, type) => {
    const name = pathText(path);
    const folder = `${start()}/`;
    if (!folder.startsWith(`${name}/`)) {
      if (!`${name}/`.startsWith(folder)) return false;
      if (!isIn(tree, name.slice(folder.length).split('/'))) return false;
    }
    if (known(type) !== 'unknown') return true;
    throw thrown(
      `lib.fileset.toSource: \`fileset\` contains a file that cannot be added to the store: ${name}`,
    );
  });
}

/** Filters are called with paths as text. */
function pathText(slot: Slot): string {
  const value = known(slot);
  if (isPath(value)) throw new UnknownSignal(pathTo(value.path));
  return string(value);
}

function isIn(tree: Value, names: readonly string[]): boolean {
  let value = tree;
  for (const name of names) {
    if (!isSet(value)) break;
    value = select(value, name);
  }
  return value !== null;
}

/** `lib.fileset.fromSource`: the files that the filter of a source keeps. */
export function fromSource(library: Library, source: Slot): Value {
  return choose(
    () => hasAttribute(source, '_isLibCleanSourceWith'),
    () => {
      const root = originOf(library, select(source, 'origSrc'));
      return filtered(
        library,
        root,
        delay(() => select(source, 'filter')),
      );
    },
    () => singleton(library, originOf(library, source)),
  );
}

function originOf(library: Library, origin: Slot): Path {
  const path = known(origin);
  if (!isPath(path)) {
    throw notAPath('lib.fileset.fromSource: the source origin of the argument', path);
  }
  if (exists(library, path)) return path;
  throw thrown(
    `lib.fileset.fromSource: the source origin (${shown(path)}) of the argument is a path that does not exist`,
  );
}

function filtered(library: Library, root: Path, filter: Slot): AttributeSet {
  const { builtin } = library;
  const folder = (path: Path): Value =>
    mapAttributes(setOfSlot(call(builtin('readDir'), path)), (name, { slot: type }) =>
      delay(() => {
        const entry = inside(path, name);
        const text = delay(() => coerceToText(entry, concatenation));
        if (!boolean(apply(filter, text, type))) return null;
        return known(type) === 'directory' ? folder(entry) : known(type);
      }),
    );
  const type = typeOf(library, root);
  if (type !== 'directory') return singleFile(root, type);
  return createFileset(
    root,
    delay(() => folder(root)),
  );
}

/** `lib.fileset.gitTracked`: in a flake, all files are; elsewhere Git would have to be asked. */
export function gitTracked(library: Library, name: string, slot: Slot): Value {
  const context = `lib.fileset.${name}: expected the argument`;
  const path = known(slot);
  if (!isPath(path)) {
    throw thrown(`${context} to be a path, but it's a ${typeName(path)} instead`);
  }
  if (typeOf(library, path) !== 'directory') {
    throw thrown(`${context} (${shown(path)}) to be a directory, but it's a file instead`);
  }
  const hasRepository = exists(library, inside(path, '.git'));
  if (hasStorePathPrefix(path)) {
    if (!hasRepository) return singleton(library, path);
    throw thrown(
      `lib.fileset.${name}: ${shown(path)} is a store path within a working tree of a Git repository`,
    );
  }
  if (!hasRepository) {
    throw thrown(
      `${context} (${shown(path)}) to point to a local working tree of a Git repository`,
    );
  }
  const request = setOf([
    ['url', path],
    ['shallow', true],
  ]);
  return createFileset(
    path,
    delay(() => {
      const fetched = delay(() => select(call(library.builtin('fetchGit'), request), 'outPath'));
      return setOfSlot(call(library.builtin('readDir'), fetched));
    }),
  );
}

/** Why a value is no path. */
export function notAPath(context: string, value: Value) {
  return isStringLike(value)
    ? thrown(
        `${context} ("${shown(value)}") is a string-like value, but it should be a path instead`,
      )
    : thrown(`${context} is of type ${typeName(value)}, but it should be a path instead`);
}
