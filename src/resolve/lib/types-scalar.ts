import { resolve } from 'node:path/posix';
import { call, call2 } from '../apply.ts';
import type { KnownValue } from '../demand.ts';
import { integer, known, string } from '../demand.ts';
import { equal, lessThan } from '../equal.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { UnknownSignal, unknown } from '../unknown.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import { isDerivation } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import {
  formals,
  hasAttribute,
  isSet,
  isStringLike,
  itemsOf,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import type { OptionType } from './option-type.ts';
import { isInStore } from './path.ts';
import { isStorePath } from './strings.ts';
import { escapeNixString } from './strings-escape.ts';
import { typeName } from './type-name.ts';
import { typeTag } from './type-tag.ts';
import type { TypeDefinition } from './type-value.ts';
import { makeType, unmodelled } from './type-value.ts';

/** The types of `lib/types.nix` that hold no other type. */
export function scalarTypes(library: Library): Members {
  const separated = (separator: Slot) => separatedString(library, separator);
  return {
    raw: one('raw', 'raw value', () => true),
    anything: makeType({
      name: 'anything',
      descriptionClass: 'noun',
      check: () => true,
      optionType: () => ({ kind: 'anything', description: 'anything' }),
    }),
    unspecified: makeType({
      name: 'unspecified',
      description: 'unspecified value',
      descriptionClass: 'noun',
      check: () => true,
      optionType: () => ({ kind: 'unspecified', description: 'unspecified value' }),
    }),
    bool: scalar('bool', 'boolean', (value) => typeof value === 'boolean'),
    boolByOr: makeType({
      name: 'boolByOr',
      description: 'boolean (merged using or)',
      descriptionClass: 'noun',
      check: (value) => typeof known(value) === 'boolean',
      optionType: (description) => ({ kind: 'boolByOr', description: description() }),
    }),
    int: scalar('int', 'signed integer', isInteger),
    float: scalar('float', 'floating point number', isFloat),
    str: scalar('str', 'string', (value) => typeof value === 'string'),
    nonEmptyStr: scalar(
      'nonEmptyStr',
      'non-empty string',
      (value) => typeof value === 'string' && !/^[ \t\n]*$/.test(value),
    ),
    singleLineStr: scalar(
      'singleLineStr',
      '(optionally newline-terminated) single-line string',
      isSingleLine,
      withoutNewline,
    ),
    strMatching: primop('strMatching', 1, (pattern) => strMatching(library, pattern)),
    separatedString: primop('separatedString', 1, separated),
    lines: separated('\n'),
    commas: separated(','),
    envVar: separated(':'),
    attrs: makeType({
      name: 'attrs',
      description: 'attribute set',
      descriptionClass: null,
      check: (value) => isSet(known(value)),
      emptyValue: () => setOf([['value', emptySet]]),
      optionType: () => ({ kind: 'attrs', description: 'attribute set' }),
    }),
    package: packageType(library, 'package', () => true),
    shellPackage: packageType(library, 'package', (value) => hasAttribute(value, 'shellPath')),
    path: pathType(null, true),
    pathInStore: pathType(true, null),
    externalPath: pathType(false, true),
    pathWith: primop('pathWith', 1, (settings) => {
      const given = formals(settings, ['inStore', 'absolute']);
      const option = (name: string) => known(selectOr(given, name, () => null));
      const inStore = option('inStore');
      const absolute = option('absolute');
      if (inStore === true && absolute === false) {
        throw thrown('In pathWith, inStore means the path must be absolute');
      }
      return pathType(
        typeof inStore === 'boolean' ? inStore : null,
        typeof absolute === 'boolean' ? absolute : null,
      );
    }),
    enum: primop('enum', 1, enumType),
    luaInline: scalar('luaInline', 'inline lua', (value) =>
      equal(typeTag(value, null), 'lua-inline'),
    ),
    optionType: makeType({
      name: 'optionType',
      descriptionClass: 'noun',
      check: (value) => equal(typeTag(value, ''), 'option-type'),
      optionType: (description) => ({ kind: 'optionType', description: description() }),
    }),
    optionDeclaration: notMerged(
      'optionDeclaration',
      'option declaration',
      'noun',
      (value) => equal(typeTag(value, ''), 'option') && !hasAttribute(value, 'value'),
    ),
    ...integerTypes(),
  };
}

/** A type whose definitions must be equal. */
function scalar(
  name: string | (() => string),
  description: string | (() => string),
  check: (value: KnownValue) => boolean,
  adjust: ((merged: KnownValue) => KnownValue) | null = null,
  functorName: string | null = null,
): AttributeSet {
  return makeType({
    name,
    description,
    descriptionClass: 'noun',
    check: (value) => check(known(value)),
    optionType: (text) => ({
      kind: 'scalar',
      name: functorName ?? (typeof name === 'string' ? name : name()),
      check,
      ...(adjust === null ? {} : { adjust }),
      description: text(),
    }),
  });
}

/** A type that has one definition. */
function one(
  name: string,
  description: string,
  check: (value: KnownValue) => boolean,
): AttributeSet {
  return makeType({
    name,
    description,
    descriptionClass: 'noun',
    check: (value) => check(known(value)),
    optionType: (text) => ({ kind: 'one', name, check, description: text() }),
  });
}

/** A type that merges in a way of its own. */
function notMerged(
  name: string,
  description: string,
  descriptionClass: string | null,
  check: TypeDefinition['check'],
): AttributeSet {
  return makeType({ name, description, descriptionClass, check, optionType: unmodelled });
}

function isInteger(value: KnownValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isFloat(value: KnownValue): boolean {
  return typeof value === 'object' && value?.kind === 'float';
}

function isSingleLine(value: KnownValue): boolean {
  return typeof value === 'string' && /^[^\n\r]*\n?$/.test(value);
}

function withoutNewline(value: KnownValue): KnownValue {
  return typeof value === 'string' && value.endsWith('\n') ? value.slice(0, -1) : value;
}

function strMatching(library: Library, pattern: Slot): AttributeSet {
  const check = (value: KnownValue) =>
    typeof value === 'string' && known(call2(library.builtin('match'), pattern, value)) !== null;
  return scalar(
    () => `strMatching ${escapeNixString(library, pattern)}`,
    () => `string matching the pattern ${textOf(pattern)}`,
    check,
  );
}

function separatedString({ builtin }: Library, separator: Slot): AttributeSet {
  return makeType({
    name: 'separatedString',
    description: () => `strings concatenated with ${string(call(builtin('toJSON'), separator))}`,
    descriptionClass: 'noun',
    check: (value) => typeof known(value) === 'string',
    optionType: (description) => ({
      kind: 'separatedString',
      separator: string(separator),
      description: description(),
    }),
  });
}

function packageType(
  library: Library,
  name: string,
  also: (value: KnownValue) => boolean,
): AttributeSet {
  const isDerivationOf = (value: KnownValue) => isDerivation(value) === true && also(value);
  return makeType({
    name,
    descriptionClass: 'noun',
    check: (value) => isDerivationOf(known(value)) || isStorePath(library, value),
    optionType: (description) => ({
      kind: 'one',
      name,
      check: (value) => {
        if (isDerivationOf(value)) return true;
        if (!isStorePath(library, value)) return false;
        throw new UnknownSignal(unknown('package', 'a store path becomes a derivation'));
      },
      description: description(),
    }),
  });
}

function pathType(inStore: boolean | null, absolute: boolean | null): AttributeSet {
  const kind = absolute === null ? '' : absolute ? 'absolute ' : 'relative ';
  const where = inStore === null ? '' : inStore ? ' in the Nix store' : ' not in the Nix store';
  const check = (value: KnownValue) => {
    if (inStore === false ? typeof value !== 'string' : !isStringLike(value)) return false;
    const text = coerceToString(value, toStringBuiltin);
    if (inStore !== null && inStore !== isInStore(resolve(text))) return false;
    return absolute === null || absolute === text.startsWith('/');
  };
  const functorName = `path ${String(inStore)} ${String(absolute)}`;
  return scalar('path', `${kind}path${where}`, check, null, functorName);
}

/** What an enum of these values says of itself. */
export function describeEnum(values: readonly Slot[]): string {
  const show = (slot: Slot): string => {
    const value = known(slot);
    if (typeof value === 'string') return `"${value}"`;
    if (typeof value === 'boolean' || isInteger(value)) return String(value);
    return `<${typeName(value)}>`;
  };
  const [first] = values;
  if (first === undefined) return 'impossible (empty enum)';
  if (values.length === 1) return `value ${show(first)} (singular enum)`;
  return `one of ${values.map(show).join(', ')}`;
}

function enumType(values: Slot): AttributeSet {
  return makeType({
    name: 'enum',
    description: () => describeEnum(itemsOf(values)),
    descriptionClass: () => (itemsOf(values).length < 2 ? 'noun' : 'conjunction'),
    check: (value) => contains(values, value),
    optionType: (description) => ({
      kind: 'enum',
      values: itemsOf(values),
      get description() {
        return description();
      },
    }),
  });
}

function integerTypes(): Members {
  const between = (lowest: number | bigint, highest: number | bigint, name: string, text = '') => {
    const range = `${lowest} and ${highest} (both inclusive)`;
    return restricted(
      name,
      text === '' ? `integer between ${range}` : `${text}; between ${range}`,
      'noun',
      (value) => value >= lowest && value <= highest,
    );
  };
  const unsigned = (bits: number) =>
    between(0, 2 ** bits - 1, `unsignedInt${bits}`, `${bits} bit unsigned integer`);
  const signed = (bits: number) => {
    const half = 2 ** (bits - 1);
    return between(-half, half - 1, `signedInt${bits}`, `${bits} bit signed integer`);
  };
  const u16 = unsigned(16);
  return {
    port: u16,
    ints: setOf([
      [
        'between',
        primop('between', 2, (lowest, highest) => {
          if (lessThan(known(highest), known(lowest))) {
            throw thrown('ints.between: lowest must be smaller than highest');
          }
          return between(integer(lowest), integer(highest), 'intBetween');
        }),
      ],
      [
        'unsigned',
        restricted('unsignedInt', 'unsigned integer, meaning >=0', clause, (value) => value >= 0),
      ],
      [
        'positive',
        restricted('positiveInt', 'positive integer, meaning >0', clause, (value) => value > 0),
      ],
      ['u8', unsigned(8)],
      ['u16', u16],
      ['u32', unsigned(32)],
      ['s8', signed(8)],
      ['s16', signed(16)],
      ['s32', signed(32)],
    ]),
  };
}

const clause = 'nonRestrictiveClause';

const integerType: OptionType = {
  kind: 'scalar',
  name: 'int',
  check: isInteger,
  description: 'signed integer',
};

/** An integer type that nixpkgs makes of `int` by `addCheck`. */
function restricted(
  name: string,
  description: string,
  descriptionClass: string,
  inRange: (value: number | bigint) => boolean,
): AttributeSet {
  const check = (value: KnownValue) => isInteger(value) && inRange(value);
  return makeType({
    name,
    description,
    descriptionClass,
    check: (value) => check(known(value)),
    optionType: () => ({
      kind: 'addCheck',
      base: integerType,
      check: primop('check', 1, (value) => check(known(value))),
      description,
    }),
  });
}
