import { call } from '../apply.ts';
import { boolean, known, set as setOfSlot } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Path, Slot, Value } from '../value.ts';
import { list, primop, setOf } from '../value.ts';
import { showFileset } from './fileset-show.ts';
import { fromSource, gitTracked, notAPath, toSource } from './fileset-sources.ts';
import { difference, filesOf, intersection, lowered, raised, union } from './fileset-tree.ts';
import {
  baseOf,
  coerce,
  coerceAll,
  coercion,
  createFileset,
  emptyFileset,
  exists,
  isEmpty,
  isPath,
  parentOf,
  shown,
  singleFile,
  singleton,
  treeOf,
  typeOf,
} from './fileset-value.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  formals,
  hasAttribute,
  inside,
  isList,
  isSet,
  itemsOf,
  mapAttributes,
  select,
  selected,
  textOf,
  thrown,
} from './operators.ts';
import { componentsOfAll } from './path-components.ts';
import { identity, isFunction } from './trivial.ts';
import { typeName } from './type-name.ts';

/** nixpkgs' `lib/fileset`: sets of files below the root, which are read where they are. */
export function fileset(library: Library): Members {
  const coerced = (name: string, value: Slot) =>
    coerce(library, `lib.fileset.${name}: Argument`, value);
  const both = (name: string, left: Slot, right: Slot) =>
    coerceAll(library, `lib.fileset.${name}`, [
      ['First argument', left],
      ['Second argument', right],
    ]);
  return {
    empty: emptyFileset,
    isFileset: primop('isFileset', 1, (value) => typeof coercion(library, '', value) !== 'string'),
    maybeMissing: primop('maybeMissing', 1, (slot) => {
      const path = known(slot);
      if (!isPath(path)) throw notAPath('lib.fileset.maybeMissing: the argument', path);
      return exists(library, path) ? singleton(library, path) : emptyFileset;
    }),
    toList: primop('toList', 1, (value) => {
      const files = coerced('toList', value);
      return list(isEmpty(files) ? [] : filesOf(library, baseOf(files), treeOf(files)));
    }),
    union: primop('union', 2, (left, right) => unionOf(library, both('union', left, right))),
    unions: primop('unions', 1, (slot) => {
      const filesets = known(slot);
      if (!isList(filesets)) {
        throw thrown(
          `lib.fileset.unions: Argument is of type ${typeName(filesets)}, but it should be a list instead`,
        );
      }
      const items = itemsOf(filesets).map((item, index): [string, Slot] => [
        `Element ${index}`,
        item,
      ]);
      return unionOf(library, coerceAll(library, 'lib.fileset.unions', items));
    }),
    intersection: primop('intersection', 2, (left, right) => {
      const [first = emptyFileset, second = emptyFileset] = both('intersection', left, right);
      return intersectionOf(library, first, second);
    }),
    difference: primop('difference', 2, (positive, negative) => {
      const [first = emptyFileset, second = emptyFileset] = both('difference', positive, negative);
      return differenceOf(library, first, second);
    }),
    fileFilter: primop('fileFilter', 2, (predicate, path) => fileFilter(library, predicate, path)),
    trace: primop('trace', 1, (value) => {
      showFileset(library, coerced('trace', value));
      return identity;
    }),
    traceVal: primop('traceVal', 1, (value) => {
      const files = coerced('traceVal', value);
      showFileset(library, files);
      return files;
    }),
    toSource: primop('toSource', 1, (settings) => toSource(library, settings)),
    fromSource: primop('fromSource', 1, (source) => fromSource(library, source)),
    gitTracked: primop('gitTracked', 1, (path) => gitTracked(library, 'gitTracked', path)),
    gitTrackedWith: primop('gitTrackedWith', 1, (settings) => {
      const recurses = selected(
        formals(settings, ['recurseSubmodules']),
        'recurseSubmodules',
        false,
      );
      return primop('gitTrackedWith', 1, (path) => {
        if (typeof known(recurses) === 'boolean')
          return gitTracked(library, 'gitTrackedWith', path);
        throw thrown('lib.fileset.gitTrackedWith: expected `recurseSubmodules` to be a boolean');
      });
    }),
  };
}

function unionOf(library: Library, filesets: readonly AttributeSet[]): Value {
  const based = filesets.filter((fileset) => !isEmpty(fileset));
  const [first] = based;
  if (first === undefined) return emptyFileset;
  const bases = based.map(baseOf);
  const parts = componentsOfAll(bases);
  const common = commonPrefix(parts);
  const base = ancestor(baseOf(first), (parts[0]?.length ?? 0) - common);
  const trees = based.map((each, index) => raised(parts[index]?.slice(common) ?? [], treeOf(each)));
  return createFileset(
    base,
    delay(() => union(library, trees)),
  );
}

function intersectionOf(library: Library, left: AttributeSet, right: AttributeSet): Value {
  if (isEmpty(left) || isEmpty(right)) return emptyFileset;
  const [first = [], second = []] = componentsOfAll([baseOf(left), baseOf(right)]);
  const common = commonPrefix([first, second]);
  if (common < first.length && common < second.length) return emptyFileset;
  const tree = delay(() =>
    intersection(
      library,
      delay(() => lowered(second.slice(common), treeOf(left))),
      delay(() => lowered(first.slice(common), treeOf(right))),
    ),
  );
  return createFileset(baseOf(common === first.length ? right : left), tree);
}

function differenceOf(library: Library, positive: AttributeSet, negative: AttributeSet): Value {
  if (isEmpty(positive)) return emptyFileset;
  if (isEmpty(negative)) return positive;
  const base = baseOf(positive);
  const tree = delay(() => {
    const [first = [], second = []] = componentsOfAll([base, baseOf(negative)]);
    const common = commonPrefix([first, second]);
    const removed = delay((): Value => {
      if (common === first.length) return known(raised(second.slice(common), treeOf(negative)));
      if (common < second.length) return null;
      return lowered(first.slice(common), treeOf(negative));
    });
    return difference(library, base, treeOf(positive), removed);
  });
  return createFileset(base, tree);
}

/** How many names all the paths begin with. */
function commonPrefix(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths;
  const differing = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return differing === -1 ? first.length : differing;
}

/** The folder that is `levels` above a path. */
function ancestor(path: Path, levels: number): Path {
  return levels === 0 ? path : ancestor(parentOf(path), levels - 1);
}

/** An argument for predicates besides those they are made for, so that they have to take any. */
const futureArgument =
  "lib.fileset.fileFilter: The predicate function passed as the first argument must be able to handle extra attributes for future compatibility. If you're using `{ name, file, hasExt }:`, use `{ name, file, hasExt, ... }:` instead.";

function fileFilter(library: Library, predicate: Slot, slot: Slot): Value {
  const { builtin } = library;
  if (!isFunction(predicate)) {
    throw thrown(
      `lib.fileset.fileFilter: First argument is of type ${typeName(known(predicate))}, but it should be a function instead`,
    );
  }
  const path = known(slot);
  if (!isPath(path)) {
    const found =
      isSet(path) && hasAttribute(path, '_type') && equal(known(select(path, '_type')), 'fileset')
        ? 'a file set'
        : `of type ${typeName(path)}`;
    throw thrown(
      `lib.fileset.fileFilter: Second argument is ${found}, but it should be a path instead`,
    );
  }
  if (!exists(library, path)) {
    throw thrown(
      `lib.fileset.fileFilter: Second argument (${shown(path)}) is a path that does not exist`,
    );
  }
  const file = (name: string, type: Slot): Value => {
    const hasExt = primop('hasExt', 1, (extension) => name.endsWith(`.${textOf(extension)}`));
    const argument = setOf([
      ['name', name],
      ['type', type],
      ['hasExt', hasExt],
      [futureArgument, null],
    ]);
    return boolean(apply(predicate, argument)) ? known(type) : null;
  };
  const folder = (at: Path): Value =>
    mapAttributes(setOfSlot(call(builtin('readDir'), at)), (name, { slot: type }) =>
      delay(() => (known(type) === 'directory' ? folder(inside(at, name)) : file(name, type))),
    );
  const type = typeOf(library, path);
  if (type === 'directory')
    return createFileset(
      path,
      delay(() => folder(path)),
    );
  const name = path.path.slice(path.path.lastIndexOf('/') + 1);
  return singleFile(
    path,
    delay(() => file(name, type)),
  );
}
