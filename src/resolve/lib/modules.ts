import { known, set as setOfSlot } from '../demand.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { list, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  defaultOrderPriority,
  defaultOverridePriority,
  highestPriority,
  mkAlias,
  mkAliasWithPriority,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
} from './modules-properties.ts';
import { renames } from './modules-rename.ts';
import {
  apply,
  choose,
  hasAttribute,
  itemsOf,
  mapItems,
  required,
  select,
  textOf,
  thrown,
} from './operators.ts';
import { identity } from './trivial.ts';

/** nixpkgs' `lib/modules.nix`, but for what evaluates modules. */
export function modules(library: Library): Members {
  return {
    defaultOverridePriority,
    defaultOrderPriority,
    mkIf: primop('mkIf', 2, mkIf),
    mkAssert: primop('mkAssert', 3, (assertion, message, content) =>
      mkIf(
        delay(() =>
          choose(
            () => force(assertion),
            () => true,
            () => {
              throw thrown(`\nFailed assertion: ${textOf(message)}`);
            },
          ),
        ),
        content,
      ),
    ),
    mkMerge: primop('mkMerge', 1, mkMerge),
    mkDefinition: primop('mkDefinition', 1, (definition) => {
      const given = setOfSlot(definition);
      required(given, 'file');
      required(given, 'value');
      return update(given, setOf([['_type', 'definition']]));
    }),
    mkOverride: primop('mkOverride', 2, mkOverride),
    mkOptionDefault: override('mkOptionDefault', 1500),
    mkDefault: override('mkDefault', 1000),
    mkImageMediaOverride: override('mkImageMediaOverride', 60),
    mkForce: override('mkForce', 50),
    mkVMOverride: override('mkVMOverride', 10),
    mkFixStrictness: identity,
    mkOrder: primop('mkOrder', 2, mkOrder),
    mkBefore: primop('mkBefore', 1, (content) => mkOrder(500, content)),
    mkAfter: primop('mkAfter', 1, (content) => mkOrder(1500, content)),
    mapDefinitionValue: primop('mapDefinitionValue', 2, mapDefinitionValue),
    mkAliasDefinitions: primop('mkAliasDefinitions', 1, (option) => mkAlias(identity, option)),
    mkAliasAndWrapDefinitions: primop('mkAliasAndWrapDefinitions', 2, mkAlias),
    mkAliasAndWrapDefsWithPriority: primop(
      'mkAliasAndWrapDefsWithPriority',
      2,
      mkAliasWithPriority,
    ),
    mkAliasIfDef: primop('mkAliasIfDef', 2, (option, content) =>
      mkIf(
        delay(() => select(option, 'isDefined')),
        content,
      ),
    ),
    mkDerivedConfig: primop('mkDerivedConfig', 2, (option, f) =>
      mkOverride(
        delay(() => highestPriority(option)),
        delay(() =>
          apply(
            f,
            delay(() => select(option, 'value')),
          ),
        ),
      ),
    ),
    setDefaultModuleLocation: primop('setDefaultModuleLocation', 2, setDefaultModuleLocation),
    importApply: primop('importApply', 2, (path, argument) =>
      setDefaultModuleLocation(
        path,
        delay(() => apply(library.builtin('import'), path, argument)),
      ),
    ),
    importJSON: primop('importJSON', 1, (file) => imported(library, 'importJSON', file)),
    importTOML: primop('importTOML', 1, (file) => imported(library, 'importTOML', file)),
    ...renames(library),
  };
}

/** `lib.setDefaultModuleLocation` */
function setDefaultModuleLocation(file: Slot, module: Slot): AttributeSet {
  return setOf([
    ['_file', file],
    ['imports', list([module])],
  ]);
}

function override(name: string, priority: number): Value {
  return primop(name, 1, (content) => mkOverride(priority, content));
}

function imported(library: Library, name: string, file: Slot): AttributeSet {
  return setOf([
    ['_file', file],
    ['config', delay(() => apply(library.member('trivial', name), file))],
  ]);
}

/** The definition with `f` applied to its value, below all properties. */
function mapDefinitionValue(f: Slot, slot: Slot): Value {
  const definition = known(slot);
  if (!hasAttribute(definition, '_type')) return apply(f, definition);
  const below = (name: string) =>
    delay(() =>
      mapDefinitionValue(
        f,
        delay(() => select(definition, name)),
      ),
    );
  const replaced = (name: string) => update(definition, setOf([[name, below(name)]]));
  switch (known(select(definition, '_type'))) {
    case 'merge': {
      const contents = delay(() =>
        mapItems(itemsOf(select(definition, 'contents')), (item) => mapDefinitionValue(f, item)),
      );
      return update(definition, setOf([['contents', contents]]));
    }
    case 'if':
    case 'override':
    case 'order':
      return replaced('content');
    case 'definition':
      return replaced('value');
    default:
      return apply(f, definition);
  }
}
