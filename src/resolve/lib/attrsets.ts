import { boolean, completeSet, known, openList, set as setOfSlot, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { attempt } from '../join.ts';
import { joined } from '../joined.ts';
import { coerceToString, interpolation } from '../text.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, derived } from '../unknown.ts';
import { update } from '../update.ts';
import type { AttributeSet, List, Slot, Value } from '../value.ts';
import { attributeSet, emptyList, emptySet, list, primop, setOf, sortedNames } from '../value.ts';
import {
  collect,
  filterAttrsRecursive,
  mapRecursive,
  mapToList,
  matchAttrs,
} from './attrsets-recursive.ts';
import type { Library, Members } from './library.ts';
import { strictFold } from './lists.ts';
import {
  aborted,
  applied,
  apply,
  choose,
  filterAttributes,
  hasAttribute,
  isSet,
  itemsOf,
  mapAttributes,
  mapAttrsToList,
  mapItems,
  select,
  selectOr,
  singleAttribute,
  stringsOf,
  thrown,
  unplaced,
} from './operators.ts';
import { recursiveUpdate, recursiveUpdateUntil } from './recursive-update.ts';
import { escapeNixIdentifier } from './strings-escape.ts';
import { updateMany } from './update-many.ts';

/** nixpkgs' `lib/attrsets.nix`. */
export function attrsets(library: Library): Members {
  const getDev = primop('getDev', 1, (pkg) => getOutput('dev', pkg));
  return {
    attrByPath: primop('attrByPath', 3, (path, fallback, set) =>
      attrByPath(itemsOf(path), set, () => force(fallback)),
    ),
    hasAttrByPath: primop('hasAttrByPath', 2, (path, set) => {
      const names = itemsOf(path);
      return validPrefix(names, set) === names.length;
    }),
    longestValidPathPrefix: primop('longestValidPathPrefix', 2, (path, set) => {
      const names = itemsOf(path);
      return list(names.slice(0, validPrefix(names, set)));
    }),
    setAttrByPath: primop('setAttrByPath', 2, (path, value) => setAttrByPath(itemsOf(path), value)),
    getAttrFromPath: primop('getAttrFromPath', 2, (path, set) => getAttrFromPath(path, set)),
    concatMapAttrs: primop('concatMapAttrs', 2, (f, set) => {
      const from = completeSet(set);
      let merged: Value = emptySet;
      for (const name of sortedNames(from)) {
        merged = update(
          merged,
          attempt(() => apply(f, name, slotOf(from, name))),
        );
      }
      return merged;
    }),
    updateManyAttrsByPath: primop('updateManyAttrsByPath', 2, (updates, value) =>
      updateMany([], value, itemsOf(updates)),
    ),
    attrVals: primop('attrVals', 2, (names, set) =>
      mapItems(itemsOf(names), (name) => select(set, string(name))),
    ),
    getAttrs: primop('getAttrs', 2, (names, set) =>
      listToAttrs(
        library,
        itemsOf(names).map((name) =>
          pair(
            name,
            delay(() => select(set, string(name))),
          ),
        ),
      ),
    ),
    filterAttrs: primop('filterAttrs', 2, (predicate, set) => {
      const value = setOfSlot(set);
      return filterAttributes(value, (name, { slot }) => apply(predicate, name, slot));
    }),
    filterAttrsRecursive: primop('filterAttrsRecursive', 2, filterAttrsRecursive),
    foldlAttrs: primop('foldlAttrs', 3, (f, init, set) => {
      const value = completeSet(set);
      const step = primop('foldlAttrs', 2, (before, name) =>
        apply(f, before, name, slotOf(value, string(name))),
      );
      return strictFold(library, step, init, list(sortedNames(value)));
    }),
    foldAttrs: primop('foldAttrs', 3, (f, nul, sets) => foldAttrs(f, nul, itemsOf(sets))),
    collect: primop('collect', 2, (predicate, set) => {
      const found: Slot[] = [];
      collect(predicate, set, found);
      return list(found);
    }),
    cartesianProduct: primop('cartesianProduct', 1, cartesianProduct),
    mapCartesianProduct: primop('mapCartesianProduct', 2, (f, set) =>
      mapItems(cartesianProduct(set).items, (item) => apply(f, item)),
    ),
    nameValuePair: primop('nameValuePair', 2, pair),
    "mapAttrs'": primop("mapAttrs'", 2, (f, set) =>
      listToAttrs(library, mapAttrsToList(f, set).items),
    ),
    mapAttrsToList: primop('mapAttrsToList', 2, mapAttrsToList),
    attrsToList: primop('attrsToList', 1, (set) => {
      const value = completeSet(set);
      return list(sortedNames(value).map((name) => pair(name, slotOf(value, name))));
    }),
    mapAttrsRecursive: primop('mapAttrsRecursive', 2, (f, set) =>
      mapRecursive([], () => true, f, set),
    ),
    mapAttrsRecursiveCond: primop('mapAttrsRecursiveCond', 3, (condition, f, set) =>
      mapRecursive([], (value) => apply(condition, value), f, set),
    ),
    mapAttrsToListRecursive: primop('mapAttrsToListRecursive', 2, (f, set) => {
      const found: Slot[] = [];
      mapToList([], () => true, f, set, found);
      return list(found);
    }),
    mapAttrsToListRecursiveCond: primop('mapAttrsToListRecursiveCond', 3, (condition, f, set) => {
      const found: Slot[] = [];
      mapToList([], (path, value) => apply(condition, path, value), f, set, found);
      return list(found);
    }),
    genAttrs: primop('genAttrs', 2, (slot, f) => {
      const names = openList(slot);
      const pairs = names.items.map((name) => pair(name, applied(f, name)));
      const named = setOfSlot(listToAttrs(library, pairs));
      return names.rest === null ? named : beside(named, names.rest);
    }),
    "genAttrs'": primop("genAttrs'", 2, (items, f) =>
      listToAttrs(
        library,
        itemsOf(items).map((item) => applied(f, item)),
      ),
    ),
    isDerivation: primop('isDerivation', 1, isDerivation),
    optionalAttrs: primop('optionalAttrs', 2, (condition, set) =>
      choose(
        () => force(condition),
        () => force(set),
        () => emptySet,
      ),
    ),
    zipAttrsWithNames: primop('zipAttrsWithNames', 3, (names, f, sets) =>
      listToAttrs(
        library,
        itemsOf(names).map((name) =>
          pair(name, applied(f, name, applied(library.builtin('catAttrs'), name, sets))),
        ),
      ),
    ),
    zipAttrs: primop('zipAttrs', 1, (sets) =>
      apply(
        library.builtin('zipAttrsWith'),
        primop('zipAttrs', 2, (_name, values) => force(values)),
        sets,
      ),
    ),
    mergeAttrsList: primop('mergeAttrsList', 1, (sets) => {
      const items = itemsOf(sets);
      const [first, ...others] = items;
      if (first === undefined) return emptySet;
      let merged = attempt(() => force(first));
      for (const other of others) {
        merged = update(
          merged,
          attempt(() => force(other)),
        );
      }
      return merged;
    }),
    recursiveUpdateUntil: primop('recursiveUpdateUntil', 3, recursiveUpdateUntil),
    recursiveUpdate: primop('recursiveUpdate', 2, recursiveUpdate),
    matchAttrs: primop('matchAttrs', 2, matchAttrs),
    overrideExisting: primop('overrideExisting', 2, (old, replaced) =>
      mapAttributes(setOfSlot(old), (name, { slot }) =>
        delay(() => selectOr(replaced, name, () => force(slot))),
      ),
    ),
    showAttrPath: primop('showAttrPath', 1, (path) => showAttrPath(library, itemsOf(path))),
    getOutput: primop('getOutput', 2, (output, pkg) => getOutput(string(output), pkg)),
    getFirstOutput: primop('getFirstOutput', 2, (candidates, pkg) =>
      getFirstOutput(stringsOf(candidates), pkg),
    ),
    getBin: primop('getBin', 1, (pkg) => getOutput('bin', pkg)),
    getLib: primop('getLib', 1, (pkg) => getOutput('lib', pkg)),
    getStatic: primop('getStatic', 1, (pkg) => getFirstOutput(['static', 'lib', 'out'], pkg)),
    getDev,
    getInclude: primop('getInclude', 1, (pkg) => getFirstOutput(['include', 'dev', 'out'], pkg)),
    getMan: primop('getMan', 1, (pkg) => getOutput('man', pkg)),
    chooseDevOutputs: primop('chooseDevOutputs', 1, (pkgs) =>
      mapItems(itemsOf(pkgs), (pkg) => getOutput('dev', pkg)),
    ),
    recurseIntoAttrs: primop('recurseIntoAttrs', 1, (set) =>
      update(force(set), setOf([['recurseForDerivations', true]])),
    ),
    dontRecurseIntoAttrs: primop('dontRecurseIntoAttrs', 1, (set) =>
      update(force(set), setOf([['recurseForDerivations', false]])),
    ),
    toDerivation: primop('toDerivation', 1, (path) => toDerivation(library, path)),
    unionOfDisjoint: primop('unionOfDisjoint', 2, unionOfDisjoint),
  };
}

/** `{ name = name; value = value; }` */
export function pair(name: Slot, value: Slot): AttributeSet {
  return setOf([
    ['name', name],
    ['value', value],
  ]);
}

export function isDerivation(slot: Slot): Value {
  const value = known(slot);
  if (!isSet(value)) return false;
  return equal(
    selectOr(value, 'type', () => null),
    'derivation',
  );
}

/** The value at a path, or of `fallback` where the path leads to none. */
export function attrByPath(path: readonly Slot[], set: Slot, fallback: () => Value): Value {
  let value = force(set);
  for (const name of path) {
    const key = string(name);
    if (!hasAttribute(value, key)) return fallback();
    value = select(value, key);
  }
  return value;
}

export function getAttrFromPath(path: Slot, set: Slot): Value {
  const names = itemsOf(path);
  return attrByPath(names, set, () => {
    const shown = joined(
      names.map((name) => coerceToString(name, interpolation)),
      '.',
    );
    throw aborted(`cannot find attribute '${shown}'`);
  });
}

/** The set of sets that holds the value at a path; the value itself for an empty path. */
export function setAttrByPath(path: readonly Slot[], value: Slot): Value {
  const [first, ...rest] = path;
  if (first === undefined) return force(value);
  return singleAttribute(
    first,
    delay(() => setAttrByPath(rest, value)),
  );
}

/** How many names of the path lead somewhere. */
function validPrefix(path: readonly Slot[], set: Slot): number {
  let value = set;
  for (const [index, name] of path.entries()) {
    const key = string(name);
    if (!hasAttribute(value, key)) return index;
    if (index + 1 < path.length) value = select(value, key);
  }
  return path.length;
}

function listToAttrs(library: Library, pairs: readonly Slot[]): Value {
  return apply(library.builtin('listToAttrs'), list(pairs));
}

/** Of names that are known in part, so are the attributes. */
function beside(named: AttributeSet, others: Unknown): AttributeSet {
  assumptions.made += 1;
  return attributeSet(named.attributes, named.rest ?? derived(others));
}

function slotOf(set: AttributeSet, name: string): Slot {
  return set.attributes.get(name)?.slot ?? null;
}

function foldAttrs(f: Slot, nul: Slot, sets: readonly Slot[]): Value {
  let result: AttributeSet = emptySet;
  for (const slot of [...sets].reverse()) {
    const from = completeSet(slot);
    const attributes = new Map(result.attributes);
    for (const [name, { slot: value }] of from.attributes) {
      const others = result.attributes.get(name) ?? unplaced(nul);
      attributes.set(name, unplaced(applied(f, value, others.slot)));
    }
    result = attributeSet(attributes);
  }
  return result;
}

function cartesianProduct(slot: Slot): List {
  const set = completeSet(slot);
  let products: readonly AttributeSet[] = [emptySet];
  for (const name of sortedNames(set)) {
    if (products.length === 0) break;
    const choices = itemsOf(slotOf(set, name));
    products = products.flatMap((product) =>
      choices.map((choice) =>
        attributeSet(new Map(product.attributes).set(name, unplaced(choice))),
      ),
    );
  }
  return products.length === 0 ? emptyList : list(products);
}

export function showAttrPath(library: Library, path: readonly Slot[]): string {
  if (path.length === 0) return '<root attribute path>';
  return joined(
    path.map((name) => escapeNixIdentifier(library, name)),
    '.',
  );
}

export function getOutput(output: string, pkg: Slot): Value {
  const specified = hasAttribute(pkg, 'outputSpecified') && boolean(select(pkg, 'outputSpecified'));
  if (specified) return force(pkg);
  return selectOr(pkg, output, () => selectOr(pkg, 'out', () => force(pkg)));
}

function getFirstOutput(candidates: readonly string[], pkg: Slot): Value {
  const output = candidates.find((name) => hasAttribute(setOfSlot(pkg), name));
  if (output === undefined || boolean(selectOr(pkg, 'outputSpecified', () => false))) {
    return force(pkg);
  }
  return select(pkg, output);
}

/** A derivation of a store path, which is unknown; its name too. */
function toDerivation({ builtin, member }: Library, path: Slot): Value {
  const outPath = applied(builtin('storePath'), path);
  const base = applied(builtin('baseNameOf'), outPath);
  const result: Slot = delay(() =>
    setOf([
      ['type', 'derivation'],
      [
        'name',
        applied(
          member('strings', 'sanitizeDerivationName'),
          applied(builtin('substring'), 33, -1, base),
        ),
      ],
      ['outPath', outPath],
      ['outputs', list(['out'])],
      ['out', result],
      ['outputName', 'out'],
    ]),
  );
  return force(result);
}

function unionOfDisjoint(left: Slot, right: Slot): Value {
  const first = completeSet(left);
  const second = completeSet(right);
  const union = update(first, second);
  const collisions = sortedNames(second).filter((name) => first.attributes.has(name));
  const mask = collisions.map((name): [string, Slot] => [
    name,
    delay(() => {
      const all = collisions.join(' ');
      throw thrown(`unionOfDisjoint: collision on ${name}; complete list: ${all}`);
    }),
  ]);
  return update(union, setOf(mask));
}
