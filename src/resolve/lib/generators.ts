import { call } from '../apply.ts';
import { boolean, completeSet, integer, known } from '../demand.ts';
import { descend, stack } from '../stack.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import { toGitIni } from './generators-git.ts';
import {
  defaultValue,
  keyValue,
  toIni,
  toKeyValue,
  valueString,
  withoutSections,
} from './generators-ini.ts';
import { toDhall, toLua, toPlist } from './generators-languages.ts';
import { toPretty } from './generators-pretty.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  assert,
  formals,
  isList,
  isSet,
  mapAttributes,
  mapItems,
  required,
  selectOr,
  thrown,
} from './operators.ts';

/** nixpkgs' `lib/generators.nix`. */
export function generators(library: Library): Members {
  const { builtin } = library;
  const toJson = primop('toJSON', 2, (settings, value) => {
    formals(settings, []);
    return call(builtin('toJSON'), value);
  });
  const dconfValue = primop('mkValueString', 1, (value) =>
    coerceToString(apply(library.member('gvariant', 'mkValue'), value), toStringBuiltin),
  );
  const dconfKeyValue = (key: Slot, value: Slot) => keyValue(library, dconfValue, '=', key, value);
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
    mkDconfKeyValue: primop('mkDconfKeyValue', 2, dconfKeyValue),
    toDconfINI: primop('toDconfINI', 1, (sections) => {
      const settings = setOf([['mkKeyValue', primop('mkDconfKeyValue', 2, dconfKeyValue)]]);
      return toIni(library, settings, sections);
    }),
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

const iniSettings = ['mkSectionName', 'mkKeyValue', 'listsAsDuplicateKeys'];

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
