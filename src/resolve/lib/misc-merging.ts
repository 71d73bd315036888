import { completeSet } from '../demand.ts';
import { delay } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, list, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import { contains, toList } from './lists.ts';
import {
  applied,
  apply,
  formals,
  hasAttribute,
  itemsOf,
  overlaid,
  select,
  selected,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';

/** Ways to merge sets, of nixpkgs' `lib/deprecated/misc.nix`. */
export function merging({ builtin, member }: Library): Members {
  const mergeAttrs = member('trivial', 'mergeAttrs');
  const mergers = setOf([
    ...lists.map((name): [string, Slot] => [name, member('trivial', 'concat')]),
    ...sets.map((name): [string, Slot] => [name, mergeAttrs]),
    ...phases.map((name): [string, Slot] => [name, afterLine]),
  ]);
  const mergeByFunc = (left: Slot, right: Slot): Value => {
    const given = delay(() =>
      overlaid(
        setOf([['mergeAttrBy', mergeAttrs]]),
        selected(left, 'mergeAttrBy', emptySet),
        selected(right, 'mergeAttrBy', emptySet),
      ),
    );
    return overlaid(
      left,
      right,
      delay(() => mergedBy(given, left, right)),
    );
  };
  const byDefaults = (each: Slot): Value =>
    itemsOf(each).reduce<Value>(
      (merged, next) => mergeByFunc(merged, next),
      setOf([['mergeAttrBy', mergers]]),
    );
  return {
    mergeAttrsWithFunc: primop('mergeAttrsWithFunc', 3, mergeWith),
    mergeAttrsConcatenateValues: primop('mergeAttrsConcatenateValues', 2, (left, right) =>
      mergeWith(concatenate, left, right),
    ),
    mergeAttrsNoOverride: primop('mergeAttrsNoOverride', 1, (settings) => {
      const given = formals(settings, ['mergeLists', 'overrideSnd']);
      const merged = selected(given, 'mergeLists', list(['buildInputs', 'propagatedBuildInputs']));
      const first = selected(given, 'overrideSnd', list(['buildPhase']));
      return primop('mergeAttrsNoOverride', 2, (left, right) =>
        mergeWithoutOverride(merged, first, left, right),
      );
    }),
    mergeAttrByFunc: primop('mergeAttrByFunc', 2, mergeByFunc),
    mergeAttrsByFuncDefaults: primop('mergeAttrsByFuncDefaults', 1, byDefaults),
    mergeAttrsByFuncDefaultsClean: primop('mergeAttrsByFuncDefaultsClean', 1, (each) =>
      apply(
        builtin('removeAttrs'),
        delay(() => byDefaults(each)),
        list(['mergeAttrBy']),
      ),
    ),
    mergeAttrBy: mergers,
  };
}

const lists = [
  'nativeBuildInputs',
  'buildInputs',
  'propagatedBuildInputs',
  'configureFlags',
  'prePhases',
  'postAll',
  'patches',
];

const sets = ['passthru', 'meta', 'cfg', 'flags'];

const phases = ['preConfigure', 'postInstall'];

const afterLine = primop(
  'mergeAttrBy',
  2,
  (first, second) => `${textOf(first)}\n${textOf(second)}`,
);

const concatenate = primop('concatenate', 2, (left, right) =>
  list([...toList(left).items, ...toList(right).items]),
);

function mergeWith(f: Slot, left: Slot, right: Slot): Value {
  const names = sortedNames(completeSet(right));
  const both = delay(() => overlaid(right, left));
  const merged = names.map((name): [string, Slot] => [
    name,
    applied(
      f,
      delay(() => select(both, name)),
      delay(() => select(right, name)),
    ),
  ]);
  return overlaid(both, setOf(merged));
}

function mergeWithoutOverride(merged: Slot, first: Slot, left: Slot, right: Slot): Value {
  const names = sortedNames(completeSet(right));
  const value = (name: string): Value => {
    if (!hasAttribute(left, name)) return select(right, name);
    if (contains(merged, name)) {
      return list([...itemsOf(select(right, name)), ...itemsOf(select(left, name))]);
    }
    if (contains(first, name)) return select(left, name);
    throw thrown(
      `error mergeAttrsNoOverride, attribute ${name} given in both attributes - no merge func defined`,
    );
  };
  const values = names.map((name): [string, Slot] => [name, delay(() => value(name))]);
  return overlaid(left, setOf(values));
}

/** What the functions of `mergers` make of the attributes that one of the sets has. */
function mergedBy(mergers: Slot, left: Slot, right: Slot): Value {
  const functions = completeSet(mergers);
  const merged = sortedNames(functions).flatMap((name): [string, Slot][] => {
    const inLeft = hasAttribute(left, name);
    const inRight = hasAttribute(right, name);
    if (!inLeft && !inRight) return [];
    const value = delay(() => {
      if (!inLeft || !inRight) return select(inLeft ? left : right, name);
      return apply(
        selectOr(functions, name, () => null),
        delay(() => select(left, name)),
        delay(() => select(right, name)),
      );
    });
    return [[name, value]];
  });
  return setOf(merged);
}
