import type { OptionType } from '../resolve/lib/option-type.ts';
import type { Slot } from '../resolve/value.ts';

/** The modules that the submodules of a type are made of (`getSubModules`); null if it has none. */
export function subModulesOf(type: OptionType): readonly Slot[] | null {
  switch (type.kind) {
    case 'submodule':
    case 'deferredModule':
      return type.modules;
    case 'listOf':
    case 'attrsOf':
    case 'nullOr':
      return subModulesOf(type.element);
    case 'unique':
    case 'addCheck':
      return subModulesOf(type.base);
    case 'functionTo':
      return subModulesOf(type.result);
    case 'coercedTo':
      return subModulesOf(type.to);
    default:
      return null;
  }
}

/**
 * The type with other modules in its submodules (`substSubModules`); the type itself if it has none. As in
 * nixpkgs, an `addCheck` on the way is lost.
 */
export function withSubModules(type: OptionType, modules: readonly Slot[]): OptionType {
  if (subModulesOf(type) === null) return type;
  switch (type.kind) {
    case 'submodule':
    case 'deferredModule':
      return { ...type, modules };
    case 'listOf':
      return { ...type, element: withSubModules(type.element, modules) };
    case 'attrsOf':
    case 'nullOr':
      return { ...type, element: withSubModules(type.element, modules) };
    case 'unique':
      return { ...type, base: withSubModules(type.base, modules) };
    case 'addCheck':
      return withSubModules(type.base, modules);
    case 'functionTo':
      return { ...type, result: withSubModules(type.result, modules) };
    case 'coercedTo':
      return { ...type, to: withSubModules(type.to, modules) };
    default:
      return type;
  }
}
