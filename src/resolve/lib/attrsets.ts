import { boolean, completeSet, known, set as setOfSlot, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { attempt } from '../join.ts';
import { NixError } from '../nix-error.ts';
import { descend, stack } from '../stack.ts';
import { coerceToString, interpolation } from '../text.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { isUnknown } from '../unknown.ts';
import { update } from '../update.ts';
import type { Attribute, AttributeSet, List, Slot, Value } from '../value.ts';
import { attributeSet, emptyList, emptySet, list, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  aborted,
  applied,
  apply,
  assert,
  choose,
  hasAttribute,
  isSet,
  itemsOf,
  mapAttributes,
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
      const { attributes } = completeSet(set);
      const names = [...attributes.keys()].sort();
      let merged: Value = emptySet;
      for (const name of names) {
        const { slot } = attributes.get(name) ?? unplaced(null);
        merged = update(
          merged,
          attempt(() => apply(f, name, slot)),
        );
      }
      return merged;
    }),
    updateManyAttrsByPath: primop('updateManyAttrsByPath', 2, (updates, value) =>
      updateMany(0, value, itemsOf(updates)),
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
      let result = force(init);
      for (const name of sortedNames(value)) {
        const { slot } = value.attributes.get(name) ?? unplaced(null);
        const before = result;
        result = attempt(() => apply(f, before, name, slot));
      }
      return result;
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
    genAttrs: primop('genAttrs', 2, (names, f) =>
      listToAttrs(
        library,
        itemsOf(names).map((name) => pair(name, applied(f, name))),
      ),
    ),
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
    const shown = names.map((name) => coerceToString(name, interpolation)).join('.');
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

/** The attributes for which `predicate` holds; one for which it can't be known may be there. */
export function filterAttributes(
  set: AttributeSet,
  predicate: (name: string, attribute: Attribute) => Value,
): AttributeSet {
  const attributes = new Map<string, Attribute>();
  let rest: Unknown | null = set.rest;
  for (const name of sortedNames(set)) {
    const attribute = set.attributes.get(name);
    if (attribute === undefined) continue;
    const keep = attempt(() => boolean(predicate(name, attribute)));
    if (keep === true) attributes.set(name, attribute);
    else if (isUnknown(keep)) rest ??= keep;
  }
  return attributeSet(attributes, rest);
}

/** The values of `f name value`, by name. */
export function mapAttrsToList(f: Slot, set: Slot): List {
  const value = completeSet(set);
  return list(sortedNames(value).map((name) => applied(f, name, slotOf(value, name))));
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

function slotOf(set: AttributeSet, name: string): Slot {
  return set.attributes.get(name)?.slot ?? null;
}

function filterAttrsRecursive(predicate: Slot, set: Slot): AttributeSet {
  const kept = filterAttributes(setOfSlot(set), (name, { slot }) => apply(predicate, name, slot));
  return mapAttributes(kept, (_name, { slot }) =>
    delay(() => {
      const value = force(slot);
      return isSet(value) ? filterAttrsRecursive(predicate, value) : value;
    }),
  );
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

function collect(predicate: Slot, slot: Slot, found: Slot[]): void {
  if (boolean(apply(predicate, slot))) {
    found.push(slot);
    return;
  }
  const value = known(slot);
  if (!isSet(value)) return;
  descend(recursionHeight);
  const set = completeSet(value);
  for (const name of sortedNames(set)) collect(predicate, slotOf(set, name), found);
  stack.depth -= recursionHeight;
}

/** Stack units of one level of a function that follows the value's depth. */
const recursionHeight = 4;

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

function mapRecursive(
  path: readonly string[],
  condition: (value: Value) => Value,
  f: Slot,
  set: Slot,
): AttributeSet {
  return mapAttributes(setOfSlot(set), (name, { slot }) =>
    delay(() => {
      const here = [...path, name];
      const leaf = () => apply(f, list(here), slot);
      const value = known(slot);
      if (!isSet(value)) return leaf();
      return choose(
        () => condition(value),
        () => mapRecursive(here, condition, f, value),
        leaf,
      );
    }),
  );
}

function mapToList(
  path: readonly string[],
  condition: (path: Slot, value: Slot) => Value,
  f: Slot,
  slot: Slot,
  found: Slot[],
): void {
  descend(recursionHeight);
  const set = completeSet(slot);
  for (const name of sortedNames(set)) {
    const here = [...path, name];
    const value = known(slotOf(set, name));
    if (isSet(value) && boolean(condition(list(here), value))) {
      mapToList(here, condition, f, value, found);
    } else found.push(applied(f, list(here), value));
  }
  stack.depth -= recursionHeight;
}

function matchAttrs(pattern: Slot, set: Slot): Value {
  assert(() => isSet(known(pattern)));
  descend(recursionHeight);
  const wanted = completeSet(pattern);
  const matches = sortedNames(wanted).every((name) => {
    if (!hasAttribute(set, name)) return false;
    const left = known(slotOf(wanted, name));
    const right = select(set, name);
    if (!isSet(left)) return equal(left, right);
    return isSet(known(right)) && boolean(matchAttrs(left, right));
  });
  stack.depth -= recursionHeight;
  return matches;
}

export function showAttrPath(library: Library, path: readonly Slot[]): string {
  if (path.length === 0) return '<root attribute path>';
  return path.map((name) => escapeNixIdentifier(library, name)).join('.');
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

/** `value` is undefined where there is none. */
function updateMany(depth: number, value: Slot | undefined, updates: readonly Slot[]): Value {
  const here: Slot[] = [];
  const below = new Map<string, Slot[]>();
  for (const slot of updates) {
    const path = itemsOf(select(slot, 'path'));
    if (path.length === depth) {
      here.push(slot);
      continue;
    }
    const name = string(path[depth] ?? null);
    const others = below.get(name);
    if (others === undefined) below.set(name, [slot]);
    else others.push(slot);
  }
  const [firstHere] = here;
  let result: Slot = delay(() => updateBelow(depth, value, below));
  if (below.size === 0) {
    result =
      value !== undefined
        ? value
        : delay(() => {
            const path = firstHere === undefined ? [] : stringsOf(select(firstHere, 'path'));
            throw thrown(
              `updateManyAttrsByPath: Path '${path.join('.')}' does not exist in the given value`,
            );
          });
  }
  for (const slot of here) {
    const before = result;
    result = delay(() =>
      apply(
        delay(() => select(slot, 'update')),
        before,
      ),
    );
  }
  return force(result);
}

function updateBelow(
  depth: number,
  value: Slot | undefined,
  below: ReadonlyMap<string, readonly Slot[]>,
): Value {
  const base = value === undefined ? emptySet : known(value);
  if (!isSet(base)) {
    throw new NixError('throw', 'updateManyAttrsByPath: a path leads through what is no set');
  }
  const nested = [...below].map(([name, updates]): [string, Slot] => [
    name,
    delay(() =>
      updateMany(depth + 1, hasAttribute(base, name) ? slotOf(base, name) : undefined, updates),
    ),
  ]);
  return update(base, setOf(nested));
}
