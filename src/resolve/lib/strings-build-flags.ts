import { boolean, string } from '../demand.ts';
import { coerceToString, interpolation } from '../text.ts';
import { force } from '../thunk.ts';
import { isUnknown } from '../unknown.ts';
import type { Slot } from '../value.ts';
import { primop } from '../value.ts';
import type { Members } from './library.ts';
import { assert } from './operators.ts';
import { toUpper } from './strings-case.ts';
import { typeName } from './type-name.ts';

/** The functions of `lib/strings.nix` that write arguments of build systems. */
export function buildFlags(): Members {
  return {
    cmakeOptionType: primop('cmakeOptionType', 3, (type, feature, value) => {
      const kind = toUpper(string(type));
      assert(() => cmakeTypes.has(kind));
      return cmakeOption(kind, feature, value);
    }),
    cmakeBool: primop('cmakeBool', 2, (feature, flag) => {
      assertType('string', feature);
      assertType('bool', flag);
      return cmakeOption('BOOL', feature, boolean(flag) ? 'TRUE' : 'FALSE');
    }),
    cmakeFeature: primop('cmakeFeature', 2, (feature, value) =>
      cmakeOption('STRING', feature, value),
    ),
    mesonOption: primop('mesonOption', 2, mesonOption),
    mesonBool: primop('mesonBool', 2, (feature, flag) => {
      assertType('string', feature);
      assertType('bool', flag);
      return mesonOption(feature, boolean(flag) ? 'true' : 'false');
    }),
    mesonEnable: primop('mesonEnable', 2, (feature, flag) => {
      assertType('string', feature);
      assertType('bool', flag);
      return mesonOption(feature, boolean(flag) ? 'enabled' : 'disabled');
    }),
    enableFeature: primop('enableFeature', 2, enableFeature),
    enableFeatureAs: primop('enableFeatureAs', 3, (flag, feature, value) =>
      withValue(enableFeature(flag, feature), flag, value),
    ),
    withFeature: primop('withFeature', 2, withFeature),
    withFeatureAs: primop('withFeatureAs', 3, (flag, feature, value) =>
      withValue(withFeature(flag, feature), flag, value),
    ),
  };
}

const cmakeTypes = new Set(['BOOL', 'FILEPATH', 'PATH', 'STRING', 'INTERNAL', 'LIST']);

function assertType(type: string, slot: Slot): void {
  assert(() => {
    const value = force(slot);
    return isUnknown(value) ? value : typeName(value) === type;
  });
}

function cmakeOption(type: string, feature: Slot, value: Slot): string {
  assertType('string', feature);
  assertType('string', value);
  return `-D${string(feature)}:${type}=${string(value)}`;
}

function mesonOption(feature: Slot, value: Slot): string {
  assertType('string', feature);
  assertType('string', value);
  return `-D${string(feature)}=${string(value)}`;
}

function enableFeature(flag: Slot, feature: Slot): string {
  assertType('bool', flag);
  assertType('string', feature);
  return `--${boolean(flag) ? 'enable' : 'disable'}-${string(feature)}`;
}

function withFeature(flag: Slot, feature: Slot): string {
  assertType('string', feature);
  return `--${boolean(flag) ? 'with' : 'without'}-${string(feature)}`;
}

function withValue(text: string, flag: Slot, value: Slot): string {
  return boolean(flag) ? `${text}=${coerceToString(value, interpolation)}` : text;
}
