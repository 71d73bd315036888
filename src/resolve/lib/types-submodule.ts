import { known } from '../demand.ts';
import { attempt } from '../join.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import { isUnknown, UnknownSignal, unknown } from '../unknown.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { attributeSet, emptyList, emptySet, primop, setOf } from '../value.ts';
import type { Members } from './library.ts';
import { toList } from './lists.ts';
import { formals, isSet, isStringLike, itemsOf, required, selected, textOf } from './operators.ts';
import type { OptionType } from './option-type.ts';
import { isFunction } from './trivial.ts';
import { makeType, unmodelled } from './type-value.ts';

/** The types of `lib/types.nix` whose values are modules. */
export function submoduleTypes(): Members {
  return {
    submodule: primop('submodule', 1, (modules) =>
      submodule({
        modules: delay(() => toList(modules)),
        specialArgs: emptySet,
        shorthandOnlyDefinesConfig: true,
        description: null,
      }),
    ),
    submoduleWith: primop('submoduleWith', 1, (settings) => {
      const given = formals(settings, submoduleSettings);
      return submodule({
        modules: required(given, 'modules'),
        specialArgs: selected(given, 'specialArgs', emptySet),
        shorthandOnlyDefinesConfig: selected(given, 'shorthandOnlyDefinesConfig', false),
        description: selected(given, 'description', null),
      });
    }),
    deferredModule: deferredModule(emptyList),
    deferredModuleWith: primop('deferredModuleWith', 1, (settings) => {
      const given = formals(settings, ['staticModules']);
      return deferredModule(selected(given, 'staticModules', emptyList));
    }),
  };
}

const submoduleSettings = [
  'modules',
  'specialArgs',
  'shorthandOnlyDefinesConfig',
  'description',
  'class',
];

interface SubmoduleSettings {
  readonly modules: Slot;
  readonly specialArgs: Slot;
  readonly shorthandOnlyDefinesConfig: Slot;
  readonly description: Slot;
}

function submodule(settings: SubmoduleSettings): AttributeSet {
  return makeType({
    name: 'submodule',
    description: () => {
      const given = known(settings.description);
      if (given !== null) return textOf(given);
      if (!mayBeFreeform(settings.modules)) return 'submodule';
      throw new UnknownSignal(unknown('types.submodule.description', evaluatesModules));
    },
    descriptionClass: null,
    coherent: true,
    check: isModule,
    nestedTypes: delay(() => {
      if (!mayBeFreeform(settings.modules)) return emptySet;
      const freeform = unknown('types.submodule.nestedTypes.freeformType', evaluatesModules);
      return attributeSet(new Map(), freeform, new Set(['freeformType']));
    }),
    emptyValue: () =>
      setOf([['value', unknown('types.submodule.emptyValue.value', evaluatesModules)]]),
    subModules: () => force(settings.modules),
    optionType: (description) => submoduleOptionType(settings, description),
  });
}

const evaluatesModules = "vmsilo-nixgen does not evaluate a type's own modules";

/** Whether one of the modules may set `freeformType`, which the description of their type tells. */
function mayBeFreeform(modules: Slot): boolean {
  return itemsOf(modules).some((module) => {
    const value = attempt(() => force(module));
    if (!isSet(value) || value.rest !== null) return true;
    return ['imports', 'freeformType', 'config', '_module', '_type', '__functor'].some((name) =>
      value.attributes.has(name),
    );
  });
}

function submoduleOptionType(
  { modules, specialArgs, shorthandOnlyDefinesConfig }: SubmoduleSettings,
  description: () => string,
): OptionType {
  const items = attempt(() => force(modules));
  if (isUnknown(items)) return unmodelled(description);
  return {
    kind: 'submodule',
    modules: itemsOf(items),
    specialArgs,
    shorthandOnlyDefinesConfig,
    get description() {
      return description();
    },
  };
}

function deferredModule(modules: Slot): AttributeSet {
  return makeType({
    name: 'deferredModule',
    description: 'module',
    descriptionClass: 'noun',
    check: isModule,
    subModules: () => force(modules),
    optionType: (description) => {
      const items = attempt(() => force(modules));
      if (isUnknown(items)) return unmodelled(description);
      return { kind: 'deferredModule', modules: itemsOf(items), description: description() };
    },
  });
}

function isModule(slot: Slot): boolean {
  const value = known(slot);
  if (isSet(value) || isFunction(value)) return true;
  return isStringLike(value) && coerceToString(value, toStringBuiltin).startsWith('/');
}
