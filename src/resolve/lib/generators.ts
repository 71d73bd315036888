import { call, call2 } from '../apply.ts';
import { boolean, completeSet, integer, known, string } from '../demand.ts';
import { descend, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { AttributeSet, Primop, Slot, Value } from '../value.ts';
import { emptySet, primop, setOf, sortedNames } from '../value.ts';
import { isDerivation } from './attrsets.ts';
import { toGitIni } from './generators-git.ts';
import { toDhall, toLua, toPlist } from './generators-languages.ts';
import { plainText, toPretty } from './generators-pretty.ts';
import type { Library, Members } from './library.ts';
import {
  aborted,
  apply,
  assert,
  formals,
  isList,
  isSet,
  mapAttributes,
  mapItems,
  required,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { escapeCharacters } from './strings-escape.ts';
import { isFunction } from './trivial.ts';

/** nixpkgs' `lib/generators.nix`. */
export function generators(library: Library): Members {
  const { builtin } = library;
  const toJson = primop('toJSON', 2, (settings, value) => {
    formals(settings, []);
    return call(builtin('toJSON'), value);
  });
  return {
    mkValueStringDefault: primop('mkValueStringDefault', 2, (settings, value) => {
      formals(settings, []);
      return valueString(library, value);
    }),
    mkKeyValueDefault: primop('mkKeyValueDefault', 4, (settings, separator, key, value) => {
      const given = formals(settings, ['mkValueString']);
      const print = selectOr(given, 'mkValueString', () => defaultValue(library));
      return keyValue(library, print, separator, key, value);
    }),
    toKeyValue: primop('toKeyValue', 2, (settings, set) =>
      toKeyValue(library, formals(settings, ['mkKeyValue', 'listsAsDuplicateKeys', 'indent']), set),
    ),
    toINI: primop('toINI', 2, (settings, sections) =>
      toIni(library, formals(settings, iniSettings), sections),
    ),
    toINIWithGlobalSection: primop('toINIWithGlobalSection', 2, (settings, content) => {
      const style = formals(settings, iniSettings);
      const given = formals(content, ['globalSection', 'sections']);
      const global = completeSet(required(given, 'globalSection'));
      const head =
        global.attributes.size === 0
          ? ''
          : `${toKeyValue(library, withoutSections(style), global)}\n`;
      return (
        head +
        toIni(
          library,
          style,
          selectOr(given, 'sections', () => emptySet),
        )
      );
    }),
    toGitINI: primop('toGitINI', 1, (set) => toGitIni(library, set)),
    withRecursion: primop('withRecursion', 2, (settings, value) => {
      const given = formals(settings, ['depthLimit', 'throwOnDepthLimit']);
      const limit = required(given, 'depthLimit');
      assert(() => {
        const depth = known(limit);
        return typeof depth === 'number' || typeof depth === 'bigint';
      });
      const throws = () => boolean(selectOr(given, 'throwOnDepthLimit', () => true));
      return limitDepth(Number(integer(limit)), throws, 0, value);
    }),
    toPretty: primop('toPretty', 2, (settings, value) => toPretty(library, settings, value)),
    toPlist: primop('toPlist', 2, (settings, value) =>
      toPlist(boolean(selectOr(formals(settings, ['escape']), 'escape', () => false)), value),
    ),
    toDhall: primop('toDhall', 2, (settings, value) => {
      formals(settings, []);
      return toDhall(library, value);
    }),
    toLua: primop('toLua', 2, (settings, value) => toLua(library, settings, value)),
    mkLuaInline: primop('mkLuaInline', 1, (expression) =>
      setOf([
        ['_type', 'lua-inline'],
        ['expr', expression],
      ]),
    ),
    toJSON: toJson,
    toYAML: toJson,
  };
}

/** `lib.generators.mkValueStringDefault { }` */
export function valueString(library: Library, slot: Slot): string {
  const value = known(slot);
  const failed = (what: string) =>
    aborted(
      `generators.mkValueStringDefault: ${what} not supported: ${toPretty(library, emptySet, value)}`,
    );
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (boolean(isDerivation(value))) return plainText(value);
  if (isList(value)) throw failed('lists');
  if (isSet(value)) throw failed('attrsets');
  if (isFunction(value)) throw failed('functions');
  if (value.kind === 'float') return plainText(value);
  throw failed('this value is');
}

/** `lib.generators.mkKeyValueDefault`: the separator is escaped in the key. */
export function keyValue(
  library: Library,
  print: Slot,
  separator: Slot,
  key: Slot,
  value: Slot,
): string {
  const escaped = string(escapeCharacters(library, [separator], key));
  return `${escaped}${textOf(separator)}${textOf(apply(print, value))}`;
}

/** `lib.generators.toINI`, with settings that are checked. */
export function toIni(library: Library, settings: AttributeSet, sections: Slot): string {
  const set = completeSet(sections);
  const section = (name: string) => {
    const custom = settings.attributes.get('mkSectionName');
    const title =
      custom === undefined && settings.rest === null
        ? escapeCharacters(library, ['[', ']'], name)
        : call(
            selectOr(settings, 'mkSectionName', () => null),
            name,
          );
    const body = toKeyValue(
      library,
      withoutSections(settings),
      set.attributes.get(name)?.slot ?? null,
    );
    return `[${textOf(title)}]\n${body}`;
  };
  return sortedNames(set).map(section).join('\n');
}

/** `lib.generators.toKeyValue`, with settings that are checked. */
export function toKeyValue(library: Library, settings: AttributeSet, slot: Slot): string {
  const print = delay(() => selectOr(settings, 'mkKeyValue', () => defaultKeyValue(library)));
  const duplicates = () => boolean(selectOr(settings, 'listsAsDuplicateKeys', () => false));
  const indent = () => textOf(selectOr(settings, 'indent', () => ''));
  const set = completeSet(slot);
  const lines: string[] = [];
  for (const name of sortedNames(set)) {
    const each = set.attributes.get(name)?.slot ?? null;
    const values = duplicates() ? itemsOrSelf(each) : [each];
    for (const value of values) {
      lines.push(`${indent()}${textOf(call2(force(print), name, value))}\n`);
    }
  }
  return lines.join('');
}

const iniSettings = ['mkSectionName', 'mkKeyValue', 'listsAsDuplicateKeys'];

function itemsOrSelf(slot: Slot): readonly Slot[] {
  const value = known(slot);
  return isList(value) ? value.items : [value];
}

function withoutSections(settings: AttributeSet): AttributeSet {
  const attributes = new Map(settings.attributes);
  attributes.delete('mkSectionName');
  return { ...settings, attributes };
}

function defaultValue(library: Library): Primop {
  return primop('mkValueStringDefault', 1, (value) => valueString(library, value));
}

function defaultKeyValue(library: Library): Primop {
  return primop('mkKeyValueDefault', 2, (key, value) =>
    keyValue(library, defaultValue(library), '=', key, value),
  );
}

const special = new Set(['__functor', '__functionArgs', '__toString', '__pretty']);

function limitDepth(limit: number, throws: () => boolean, depth: number, slot: Slot): Value {
  const tooDeep = (at: number) => at > limit;
  const cut = (): Value => {
    if (!throws()) return '<unevaluated>';
    throw thrown(
      `Exceeded maximum eval-depth limit of ${limit} while trying to evaluate with \`generators.withRecursion'!`,
    );
  };
  const next = (each: Slot) =>
    delay(() =>
      tooDeep(depth + 1)
        ? limitDepth(limit, throws, depth + 1, delay(cut))
        : limitDepth(limit, throws, depth + 1, each),
    );
  const value = known(slot);
  descend(4);
  let result: Value;
  if (isSet(value)) {
    result = mapAttributes(value, (name, { slot: each }) =>
      special.has(name) ? each : next(each),
    );
  } else if (isList(value)) {
    result = mapItems(value.items, (each) => force(next(each)));
  } else result = tooDeep(depth + 1) ? cut() : value;
  stack.depth -= 4;
  return result;
}
