import { boolean, completeSet, known, set as setOfSlot, string } from '../demand.ts';
import { equal, lessThan } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { emptyList, emptySet, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  formals,
  hasAttribute,
  isList,
  isSet,
  itemsOf,
  required,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { escapeNixIdentifier } from './strings-escape.ts';
import { isFunction } from './trivial.ts';
import {
  checkFunction,
  checkOf,
  makeType,
  notModelled,
  partType,
  phrase,
  tagged,
  unmodelled,
} from './type-value.ts';
import { submoduleTypes } from './types-submodule.ts';

/** The types of `lib/types.nix` that are made of others. */
export function composedTypes(library: Library): Members {
  const number = either(
    delay(() => library.member('types', 'int')),
    delay(() => library.member('types', 'float')),
  );
  return {
    number,
    numbers: numberTypes(library, number),
    listOf: primop('listOf', 1, (element) => listOf(element, false)),
    nonEmptyListOf: primop('nonEmptyListOf', 1, (element) => listOf(element, true)),
    attrsOf: primop('attrsOf', 1, (element) => attrsOf(element, () => false)),
    lazyAttrsOf: primop('lazyAttrsOf', 1, (element) => attrsOf(element, () => true)),
    attrsWith: primop('attrsWith', 1, (settings) => {
      const given = formals(settings, ['elemType', 'lazy', 'placeholder']);
      return attrsOf(required(given, 'elemType'), () =>
        boolean(selectOr(given, 'lazy', () => false)),
      );
    }),
    nullOr: primop('nullOr', 1, nullOr),
    either: primop('either', 2, either),
    oneOf: primop('oneOf', 1, (types) => {
      const [first, ...others] = itemsOf(types);
      if (first === undefined) {
        throw thrown('types.oneOf needs to get at least one type in its argument');
      }
      return force(others.reduce<Slot>((left, right) => either(left, right), first));
    }),
    coercedTo: primop('coercedTo', 3, coercedTo),
    addCheck: primop('addCheck', 2, (type, check) => addCheck(type, check)),
    uniq: primop('uniq', 1, unique),
    unique: primop('unique', 2, (settings, type) => {
      required(formals(settings, ['message']), 'message');
      return unique(type);
    }),
    functionTo: primop('functionTo', 1, functionTo),
    attrTag: primop('attrTag', 1, (tags) => attrTag(library, tags)),
    passwdEntry: primop('passwdEntry', 1, passwdEntry),
    json: delay(() => serializable('JSON', true, library)),
    toml: delay(() => serializable('TOML', false, library)),
    serializableValueWith: primop('serializableValueWith', 1, (settings) => {
      const given = formals(settings, ['typeName', 'nullable']);
      const nullable = boolean(selectOr(given, 'nullable', () => true));
      return serializable(textOf(required(given, 'typeName')), nullable, library);
    }),
    ...submoduleTypes(),
  };
}

/** A set of one attribute, whose name says which option it is a value of. What it merges to is not modelled. */
function attrTag(library: Library, tags: Slot): AttributeSet {
  return makeType({
    name: 'attrTag',
    description: () => {
      const choices = sortedNames(completeSet(tags)).map((tag) =>
        escapeNixIdentifier(library, tag),
      );
      return `attribute-tagged union with choices: ${choices.join(', ')}`;
    },
    descriptionClass: 'noun',
    check: (value) => {
      if (!isSet(known(value))) return false;
      const [tag, ...others] = completeSet(value).attributes.keys();
      return tag !== undefined && others.length === 0 && hasAttribute(setOfSlot(tags), tag);
    },
    nestedTypes: notModelled('nestedTypes'),
    optionType: unmodelled,
  });
}

function part(type: Slot, name: string): () => Value {
  return () => select(type, name);
}

function listOf(element: Slot, nonEmpty: boolean): AttributeSet {
  const base = () => `list of ${phrase(element, 'noun', 'composite')}`;
  return makeType({
    name: 'listOf',
    description: () => (nonEmpty ? `non-empty (${base()})` : base()),
    descriptionClass: 'composite',
    coherent: true,
    check: (value) => {
      const items = known(value);
      return isList(items) && (!nonEmpty || items.items.length > 0);
    },
    emptyValue: () => (nonEmpty ? emptySet : setOf([['value', emptyList]])),
    subModules: part(element, 'getSubModules'),
    nestedTypes: setOf([['elemType', element]]),
    optionType: (description) => ({
      kind: 'listOf',
      get element() {
        return partType(element);
      },
      nonEmpty,
      get description() {
        return description();
      },
    }),
  });
}

function attrsOf(element: Slot, lazy: () => boolean): AttributeSet {
  return makeType({
    name: () => (lazy() ? 'lazyAttrsOf' : 'attrsOf'),
    description: () =>
      `${lazy() ? 'lazy ' : ''}attribute set of ${phrase(element, 'noun', 'composite')}`,
    descriptionClass: 'composite',
    coherent: true,
    check: (value) => isSet(known(value)),
    emptyValue: () => setOf([['value', emptySet]]),
    subModules: part(element, 'getSubModules'),
    nestedTypes: setOf([['elemType', element]]),
    optionType: (description) => ({
      kind: 'attrsOf',
      get element() {
        return partType(element);
      },
      lazy: lazy(),
      get description() {
        return description();
      },
    }),
  });
}

function nullOr(element: Slot): AttributeSet {
  return makeType({
    name: 'nullOr',
    description: () => `null or ${phrase(element, 'noun', 'conjunction')}`,
    descriptionClass: 'conjunction',
    check: (value) => (known(value) === null ? true : checkOf(element, value)),
    emptyValue: () => setOf([['value', null]]),
    subModules: part(element, 'getSubModules'),
    nestedTypes: setOf([['elemType', element]]),
    optionType: (description) => ({
      kind: 'nullOr',
      get element() {
        return partType(element);
      },
      get description() {
        return description();
      },
    }),
  });
}

function either(left: Slot, right: Slot): AttributeSet {
  return makeType({
    name: 'either',
    description: () => {
      const clause = known(selectOr(left, 'descriptionClass', () => null));
      if (clause === 'nonRestrictiveClause') {
        return `${textOf(delay(part(left, 'description')))}, or ${phrase(right, 'noun', 'conjunction')}`;
      }
      const first = phrase(left, 'noun', 'conjunction');
      return `${first} or ${phrase(right, 'noun', 'conjunction', 'composite')}`;
    },
    descriptionClass: 'conjunction',
    coherent: true,
    check: (value) => boolean(checkOf(left, value)) || checkOf(right, value),
    nestedTypes: setOf([
      ['left', left],
      ['right', right],
    ]),
    optionType: (description) => ({
      kind: 'either',
      get left() {
        return partType(left);
      },
      get right() {
        return partType(right);
      },
      get description() {
        return description();
      },
    }),
  });
}

function coercedTo(from: Slot, coerce: Slot, to: Slot): AttributeSet {
  if (!equal(known(select(from, 'getSubModules')), null)) {
    const description = textOf(delay(part(from, 'description')));
    throw thrown(`coercedTo: coercedType must not have submodules (it's a ${description})`);
  }
  return makeType({
    name: 'coercedTo',
    description: () => `${phrase(to, 'noun')} or ${phrase(from, 'noun')} convertible to it`,
    descriptionClass: null,
    coherent: true,
    check: (value) => {
      const coerces =
        boolean(checkOf(from, value)) &&
        boolean(
          checkOf(
            to,
            delay(() => apply(coerce, value)),
          ),
        );
      return coerces || checkOf(to, value);
    },
    emptyValue: part(to, 'emptyValue'),
    subModules: part(to, 'getSubModules'),
    nestedTypes: setOf([
      ['coercedType', from],
      ['finalType', to],
    ]),
    optionType: (description) => ({
      kind: 'coercedTo',
      get from() {
        return partType(from);
      },
      coerce,
      get to() {
        return partType(to);
      },
      get description() {
        return description();
      },
    }),
  });
}

/** The type with another check; everything else of it stays. */
function addCheck(type: Slot, check: Slot, changes: AttributeSet = emptySet): AttributeSet {
  const base = completeSet(type);
  const both = (value: Slot): Value =>
    boolean(checkOf(base, value)) ? apply(check, value) : false;
  const isCoherent = hasAttribute(select(base, 'merge'), 'v2');
  const checked = setOfSlot(
    update(update(base, setOf([['check', checkFunction(both, isCoherent)]])), changes),
  );
  return tagged(checked, () => ({
    kind: 'addCheck',
    base: partType(base),
    check,
    get description() {
      return textOf(delay(part(checked, 'description')));
    },
  }));
}

function unique(type: Slot): AttributeSet {
  return makeType({
    name: 'unique',
    description: () => textOf(delay(part(type, 'description'))),
    descriptionClass: part(type, 'descriptionClass'),
    check: delay(part(type, 'check')),
    emptyValue: part(type, 'emptyValue'),
    subModules: part(type, 'getSubModules'),
    nestedTypes: setOf([['elemType', type]]),
    optionType: (description) => ({
      kind: 'unique',
      get base() {
        return partType(type);
      },
      get description() {
        return description();
      },
    }),
  });
}

function functionTo(result: Slot): AttributeSet {
  return makeType({
    name: 'functionTo',
    description: () => `function that evaluates to a(n) ${phrase(result, 'noun', 'composite')}`,
    descriptionClass: 'composite',
    check: isFunction,
    subModules: part(result, 'getSubModules'),
    nestedTypes: setOf([['elemType', result]]),
    optionType: (description) => ({
      kind: 'functionTo',
      get result() {
        return partType(result);
      },
      get description() {
        return description();
      },
    }),
  });
}

function passwdEntry(type: Slot): AttributeSet {
  const check = primop('check', 1, (value) => !/[:\n]/.test(string(value)));
  return addCheck(
    type,
    check,
    setOf([
      ['name', delay(() => `passwdEntry ${textOf(delay(part(type, 'name')))}`)],
      ['description', delay(() => `${phrase(type, 'noun')}, not containing newlines or colons`)],
      ['descriptionClass', 'nonRestrictiveClause'],
    ]),
  );
}

function numberTypes(library: Library, number: AttributeSet): AttributeSet {
  const restricted = (
    name: string,
    description: Slot,
    inRange: (value: Slot) => boolean,
    descriptionClass: AttributeSet = emptySet,
  ) => {
    const check = primop('check', 1, inRange);
    const changes = setOf([
      ['name', name],
      ['description', description],
    ]);
    return addCheck(number, check, setOfSlot(update(changes, descriptionClass)));
  };
  const clause = setOf([['descriptionClass', 'nonRestrictiveClause']]);
  const isBelow = (left: Slot, right: Slot) => lessThan(known(left), known(right));
  return setOf([
    [
      'between',
      primop('between', 2, (lowest, highest) => {
        if (isBelow(highest, lowest)) {
          throw thrown('numbers.between: lowest must be smaller than highest');
        }
        const toJson = library.builtin('toJSON');
        const description = delay(() => {
          const range = `${textOf(apply(toJson, lowest))} and ${textOf(apply(toJson, highest))}`;
          return `integer or floating point number between ${range} (both inclusive)`;
        });
        return restricted(
          'numberBetween',
          description,
          (value) => !isBelow(value, lowest) && !isBelow(highest, value),
        );
      }),
    ],
    [
      'nonnegative',
      restricted(
        'numberNonnegative',
        'nonnegative integer or floating point number, meaning >=0',
        (value) => !isBelow(value, 0),
        clause,
      ),
    ],
    [
      'positive',
      restricted(
        'numberPositive',
        'positive integer or floating point number, meaning >0',
        (value) => isBelow(0, value),
        clause,
      ),
    ],
  ]);
}

/** A value as JSON or TOML has them, of any depth. */
function serializable(language: string, nullable: boolean, library: Library): AttributeSet {
  const named = (name: string) => delay(() => library.member('types', name));
  const whole: Slot = delay(() => value);
  const parts = [
    ...['bool', 'int', 'float', 'str', 'path'].map(named),
    attrsOf(whole, () => false),
    listOf(whole, false),
  ];
  const [first = null, ...others] = parts;
  const union = others.reduce<Slot>((left, right) => either(left, right), first);
  const base = nullable ? nullOr(union) : completeSet(union);
  const value = setOfSlot(update(base, setOf([['description', `${language} value`]])));
  return tagged(value, () => partType(base));
}
