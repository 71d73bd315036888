import { integer, known, string } from '../demand.ts';
import { equal, lessThan } from '../equal.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { list, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  choose,
  isList,
  isSet,
  itemsOf,
  mapItems,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { typeName } from './type-name.ts';

/** nixpkgs' `lib/gvariant.nix`: values as GLib writes them. */
export function gvariant(library: Library): Members {
  return {
    type: setOf([
      ...Object.entries(types),
      ['arrayOf', primop('arrayOf', 1, (type) => `a${textOf(type)}`)],
      ['maybeOf', primop('maybeOf', 1, (type) => `m${textOf(type)}`)],
      ['tupleOf', primop('tupleOf', 1, (each) => tupleOf(library, each))],
      ['dictionaryEntryOf', primop('dictionaryEntryOf', 2, entryOf)],
    ]),
    isGVariant: primop('isGVariant', 1, isGVariant),
    intConstructors: list(
      integers.map(({ name, type, min, max }) =>
        setOf([
          ['name', name],
          ['type', types[type]],
          ['min', min],
          ['max', max],
        ]),
      ),
    ),
    mkValue: primop('mkValue', 1, mkValue),
    mkArray: primop('mkArray', 1, mkArray),
    mkEmptyArray: primop('mkEmptyArray', 1, (type) =>
      gvariantOf(
        delay(() => `a${textOf(type)}`),
        list([]),
        (self) => `@${typeOf(self)} []`,
      ),
    ),
    mkVariant: primop('mkVariant', 1, (element) =>
      gvariantOf(
        types.variant,
        delay(() => mkValue(element)),
        (self) => `<${shown(self)}>`,
      ),
    ),
    mkDictionaryEntry: primop('mkDictionaryEntry', 2, mkDictionaryEntry),
    mkMaybe: primop('mkMaybe', 2, mkMaybe),
    mkNothing: primop('mkNothing', 1, (type) => mkMaybe(type, null)),
    mkJust: primop('mkJust', 1, (element) => {
      const value = delay(() => mkValue(element));
      return mkMaybe(
        delay(() => select(value, 'type')),
        value,
      );
    }),
    mkTuple: primop('mkTuple', 1, (elements) => {
      const values = delay(() => mapItems(itemsOf(elements), mkValue));
      const each = delay(() => mapItems(itemsOf(values), (value) => select(value, 'type')));
      return gvariantOf(
        delay(() => tupleOf(library, each)),
        values,
        (self) => `@${typeOf(self)} (${joined(self)})`,
      );
    }),
    mkBoolean: primop('mkBoolean', 1, mkBoolean),
    mkString: primop('mkString', 1, mkString),
    mkObjectpath: primop('mkObjectpath', 1, (value) =>
      gvariantOf(types.string, value, (self) => {
        const path = string(select(self, 'value'));
        return `objectpath '${path.replaceAll("'", "\\'")}'`;
      }),
    ),
    mkUchar: primop('mkUchar', 1, (value) => gvariantOf(types.uchar, value)),
    mkInt16: primop('mkInt16', 1, (value) => gvariantOf(types.int16, value)),
    mkUint16: primop('mkUint16', 1, (value) => gvariantOf(types.uint16, value)),
    mkInt32: primop('mkInt32', 1, (value) => gvariantOf(types.int32, value, shown)),
    mkUint32: primop('mkUint32', 1, (value) => gvariantOf(types.uint32, value)),
    mkInt64: primop('mkInt64', 1, (value) => gvariantOf(types.int64, value)),
    mkUint64: primop('mkUint64', 1, (value) => gvariantOf(types.uint64, value)),
    mkDouble: primop('mkDouble', 1, mkDouble),
  };
}

/** Types as https://docs.gtk.org/glib/gvariant-format-strings.html names them. */
const types = {
  string: 's',
  boolean: 'b',
  uchar: 'y',
  int16: 'n',
  uint16: 'q',
  int32: 'i',
  uint32: 'u',
  int64: 'x',
  uint64: 't',
  double: 'd',
  variant: 'v',
} as const;

interface IntegerType {
  readonly name: string;
  readonly type: keyof typeof types;
  /** Null for no limit that Nix can hold. */
  readonly min: number | null;
  readonly max: number | null;
}

const integers: readonly IntegerType[] = [
  { name: 'mkInt32', type: 'int32', min: -2147483648, max: 2147483647 },
  { name: 'mkUint32', type: 'uint32', min: 0, max: 4294967295 },
  { name: 'mkInt64', type: 'int64', min: null, max: null },
  { name: 'mkUint64', type: 'uint64', min: 0, max: null },
  { name: 'mkInt16', type: 'int16', min: -32768, max: 32767 },
  { name: 'mkUint16', type: 'uint16', min: 0, max: 65535 },
  { name: 'mkUchar', type: 'uchar', min: 0, max: 255 },
];

/** A value of a type, and how it is written; by default as `@type value`. */
function gvariantOf(
  type: Slot,
  value: Slot,
  write: (self: Slot) => Value = (self) => `@${typeOf(self)} ${shown(self)}`,
): AttributeSet {
  return setOf([
    ['_type', 'gvariant'],
    ['type', type],
    ['value', value],
    ['__toString', primop('__toString', 1, write)],
  ]);
}

function typeOf(self: Slot): string {
  return textOf(delay(() => select(self, 'type')));
}

function shown(self: Slot): string {
  return coerceToString(select(self, 'value'), toStringBuiltin);
}

/** The items of a value, separated by commas. */
function joined(self: Slot): string {
  const items = itemsOf(select(self, 'value'));
  return items.map((item) => coerceToString(item, toStringBuiltin)).join(',');
}

function tupleOf(library: Library, each: Slot): Value {
  return `(${textOf(apply(library.builtin('concatStringsSep'), '', each))})`;
}

function entryOf(name: Slot, value: Slot): Value {
  return `{${textOf(name)}${textOf(value)}}`;
}

function isGVariant(value: Slot): Value {
  return equal(known(selectOr(value, '_type', () => '')), 'gvariant');
}

function mkValue(slot: Slot): Value {
  const value = known(slot);
  if (typeof value === 'boolean') return mkBoolean(value);
  if (typeof value === 'string') return mkString(value);
  if (typeof value === 'number' || typeof value === 'bigint') throw unclear(value);
  if (isList(value)) return mkArray(value);
  if (!isSet(value)) {
    if (typeof value === 'object' && value?.kind === 'float') return mkDouble(value);
    throw thrown(`The GVariant type of '${typeName(value)}' can't be inferred.`);
  }
  return choose(
    () => isGVariant(value),
    () => value,
    () => {
      throw thrown(
        'Cannot construct GVariant value from an attribute set. If you want to construct a dictionary, you will need to create an array containing items constructed with `lib.gvariant.mkDictionaryEntry`.',
      );
    },
  );
}

function unclear(value: number | bigint) {
  const fits = integers.filter(
    ({ min, max }) =>
      (min === null || !lessThan(value, min)) && (max === null || !lessThan(max, value)),
  );
  const makers = fits.map(({ name, type }) => `\`lib.gvariant.${name}\` for \`${types[type]}\``);
  return thrown(
    `The GVariant type for number '${integer(value)}' is unclear: wrap it with one of ${makers.join(', ')}`,
  );
}

function mkArray(elements: Slot): Value {
  const values = delay(() => {
    const items = itemsOf(elements);
    if (items.length === 0) throw thrown('Please create empty array with mkEmptyArray.');
    return mapItems(items, mkValue);
  });
  const type = delay(() => {
    const items = itemsOf(values);
    const expected = known(select(items[0] ?? null, 'type'));
    for (const item of items) {
      const isSame = equal(expected, known(select(item, 'type')));
      if (!isSame) throw thrown('Elements in a list should have same type.');
    }
    return `a${textOf(expected)}`;
  });
  return gvariantOf(type, values, (self) => `@${typeOf(self)} [${joined(self)}]`);
}

function mkDictionaryEntry(name: Slot, value: Slot): Value {
  const key = delay(() => mkValue(name));
  const content = delay(() => mkValue(value));
  const type = delay(() => entryOf(select(key, 'type'), select(content, 'type')));
  const pair = setOf([
    ['name', name],
    ['value', value],
  ]);
  return gvariantOf(type, pair, (self) => `@${typeOf(self)} {${textOf(key)},${textOf(content)}}`);
}

function mkMaybe(type: Slot, element: Slot): Value {
  return gvariantOf(
    delay(() => `m${textOf(type)}`),
    element,
    (self) =>
      known(select(self, 'value')) === null ? `@${typeOf(self)} nothing` : `just ${shown(self)}`,
  );
}

function mkBoolean(value: Slot): Value {
  return gvariantOf(types.boolean, value, (self) =>
    choose(
      () => select(self, 'value'),
      () => 'true',
      () => 'false',
    ),
  );
}

function mkString(value: Slot): Value {
  return gvariantOf(types.string, value, (self) => {
    const text = string(select(self, 'value'));
    return `'${text.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`;
  });
}

function mkDouble(value: Slot): Value {
  return gvariantOf(types.double, value, shown);
}
