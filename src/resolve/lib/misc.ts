import { call } from '../apply.ts';
import { boolean, known, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { NixError } from '../nix-error.ts';
import { spend, spendText } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import { UnknownSignal, unknown } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { emptyList, emptySet, list, primop, setOf } from '../value.ts';
import { attrByPath } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import { closures } from './misc-closures.ts';
import { merging } from './misc-merging.ts';
import {
  applied,
  apply,
  choose,
  hasAttribute,
  isList,
  isSet,
  itemsOf,
  overlaid,
  select,
  selectOr,
  singleAttribute,
  textOf,
} from './operators.ts';
import { isFunction } from './trivial.ts';

/** nixpkgs' `lib/deprecated/misc.nix`. */
export function misc(library: Library): Members {
  const { builtin, member } = library;
  const maybeAttr = primop('maybeAttr', 3, (name, fallback, set) =>
    selectOr(set, string(name), () => force(fallback)),
  );
  return {
    maybeEnv: primop('maybeEnv', 2, (name, fallback) => {
      const value = applied(builtin('getEnv'), name);
      return choose(
        () => equal(known(value), ''),
        () => force(fallback),
        () => force(value),
      );
    }),
    maybeAttr,
    maybeAttrNullable: maybeAttr,
    nvs: primop('nvs', 2, (name, value) => setOf([[string(name), value]])),
    setAttr: primop('setAttr', 3, setAttr),
    setAttrMerge: primop('setAttrMerge', 4, setAttrMerge),
    defaultMergeArg: primop('defaultMergeArg', 2, defaultMergeArg),
    defaultMerge: primop('defaultMerge', 2, (left, right) =>
      overlaid(
        left,
        delay(() => defaultMergeArg(left, right)),
      ),
    ),
    foldArgs,
    ifEnable: primop('ifEnable', 2, (condition, value) =>
      choose(
        () => force(condition),
        () => force(value),
        () => disabled(known(value)),
      ),
    ),
    checkFlag: primop('checkFlag', 2, checkFlag),
    getValue: primop('getValue', 3, getValue),
    checkReqs: primop('checkReqs', 3, checkReqs),
    condConcat: primop('condConcat', 3, condConcat),
    innerModifySumArgs,
    modifySumArgs: primop('modifySumArgs', 2, (f, x) => apply(innerModifySumArgs, f, x, emptySet)),
    nixType: primop('nixType', 1, nixType),
    imap: delay(() => member('lists', 'imap1')),
    fakeHash: `sha256-${'A'.repeat(43)}=`,
    fakeSha256: '0'.repeat(64),
    fakeSha512: '0'.repeat(128),
    ...closures(library),
    ...merging(library),
  };
}

function setAttr(set: Slot, name: Slot, value: Slot): Value {
  return overlaid(
    set,
    delay(() => singleAttribute(string(name), value)),
  );
}

function setAttrMerge(name: Slot, fallback: Slot, set: Slot, f: Slot): Value {
  const old = delay(() => selectOr(set, string(name), () => force(fallback)));
  return setAttr(set, name, applied(f, old));
}

function defaultMergeArg(left: Slot, right: Slot): Value {
  return choose(
    () => isSet(known(right)),
    () => force(right),
    () => apply(right, left),
  );
}

const foldArgs = primop('foldArgs', 4, (merger, f, init, args): Value => {
  const merged = applied(
    merger,
    init,
    delay(() => defaultMergeArg(init, args)),
  );
  const again = delay(() => apply(foldArgs, merger, f, merged));
  const passthru = primop('passthru', 1, (old) =>
    overlaid(
      old,
      setOf([
        ['function', again],
        [
          'args',
          delay(() =>
            overlaid(
              delay(() => attrByPath(['passthru', 'args'], old, () => emptySet)),
              args,
            ),
          ),
        ],
      ]),
    ),
  );
  const base = delay(() => setAttrMerge('passthru', emptySet, applied(f, merged), passthru));
  const override = delay(() => select(select(base, 'passthru'), 'function'));
  return overlaid(base, setOf([['override', override]]));
});

/** What a value that is switched off is. */
function disabled(value: Value): Value {
  if (isList(value)) return emptyList;
  if (isSet(value)) return emptySet;
  return typeof value === 'boolean' ? false : null;
}

function checkFlag(set: Slot, name: Slot): Value {
  const key = known(name);
  if (key === 'true') return true;
  if (key === 'false') return false;
  const flags = delay(() => attrByPath(['flags'], set, () => emptyList));
  return choose(
    () => contains(flags, name),
    () => true,
    () => attrByPath([name], set, () => false),
  );
}

function getValue(set: Slot, defaults: Slot, name: Slot): Value {
  const fallback = (): Value => {
    if (boolean(checkFlag(set, name))) return true;
    const found = itemsOf(defaults).find((each) => equal(known(itemAt(each, 0)), known(name)));
    return found === undefined ? null : force(itemAt(found, 1));
  };
  return attrByPath([name], set, fallback);
}

/** The item of a list that has to have it. */
function itemAt(slot: Slot, at: number): Slot {
  const item = itemsOf(slot)[at];
  if (item === undefined) throw new NixError('value', '`head` takes a list that is not empty');
  return item;
}

function checkReqs(set: Slot, defaults: Slot, conditions: Slot): Value {
  return itemsOf(conditions).every((condition) => {
    if (!boolean(checkFlag(set, itemAt(condition, 0)))) return true;
    return itemsOf(condition)
      .slice(1)
      .every((name) => {
        const value = known(getValue(set, defaults, name));
        return value !== null && value !== false;
      });
  });
}

function condConcat(name: Slot, parts: Slot, checker: Slot): Value {
  const start = known(name);
  const items = itemsOf(parts);
  if (items.length === 0) return start;
  if (typeof start !== 'string') {
    throw new UnknownSignal(unknown('lib.condConcat', 'it is followed for strings only'));
  }
  let text = start;
  for (let at = 0; at < items.length; at += 2) {
    const condition = items[at] ?? null;
    spend(items.length - at);
    const part = itemAt(list(items.slice(at)), 1);
    if (!boolean(call(force(checker), condition))) continue;
    const piece = textOf(part);
    spendText(text.length + piece.length, piece.length);
    text += piece;
  }
  return text;
}

const innerModifySumArgs = primop('innerModifySumArgs', 4, (f, changes, args, more) => {
  if (known(more) === null) return overlaid(applied(f, args, more), changes);
  const all = delay(() => overlaid(args, more));
  return apply(innerModifySumArgs, f, changes, all);
});

function nixType(slot: Slot): Value {
  const value = known(slot);
  if (isSet(value)) return hasAttribute(value, 'outPath') ? 'derivation' : 'attrs';
  if (isFunction(value)) return 'function';
  if (isList(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  if (value === null) return 'null';
  return typeof value === 'number' || typeof value === 'bigint' ? 'int' : 'string';
}
