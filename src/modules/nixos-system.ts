import { attribute } from '../resolve/apply.ts';
import { set as setOfSlot } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, unknown } from '../resolve/unknown.ts';
import { updateSets } from '../resolve/update.ts';
import type { AttributeSet, Primop, Slot, Value } from '../resolve/value.ts';
import { attributeSet, emptyList, emptySet, list, primop, setOf } from '../resolve/value.ts';

/** What a call of `nixosSystem` says of a configuration. */
export interface NixosSystem {
  /** Lists of modules. */
  readonly modules: readonly Slot[];
  /** A set. */
  readonly specialArgs: Slot;
  /** What modules get as `lib`. */
  readonly lib: Slot;
}

/**
 * nixpkgs' `nixosSystem` and `nixos/lib/eval-config.nix`: what it gives is known only to the evaluation, but for the
 * modules that it is made of ({@link nixosSystemOf}).
 *
 * @param lib what modules get, unless the call says otherwise
 */
export function nixosSystem(lib: Slot): Primop {
  return primop('nixosSystem', 1, (given) => {
    const settings = setOfSlot(given);
    const setting = (name: string, fallback: Slot): Slot =>
      settings.attributes.get(name)?.slot ?? settings.rest ?? fallback;
    return systemOf({
      modules: [
        delay(() => attribute(settings, 'modules')),
        setting('extraModules', emptyList),
        list(settings.attributes.has('extraArgs') ? [extraArguments(settings)] : []),
      ],
      specialArgs: setting('specialArgs', emptySet),
      lib: setting('lib', lib),
    });
  });
}

function extraArguments(settings: AttributeSet): AttributeSet {
  const given = delay(() => attribute(settings, 'extraArgs'));
  return setOf([['_module', setOf([['args', given]])]]);
}

/**
 * Systems by their `extendModules`: unlike the set that it is in, this stays what it is when the set is merged with
 * others, or is one of two that a condition chooses.
 */
const systems = new WeakMap<object, NixosSystem>();

function systemOf(system: NixosSystem): AttributeSet {
  const cause = unknown(
    'nixosSystem',
    'what NixOS makes of the modules is known only to the evaluation',
  );
  const extendModules = primop('extendModules', 1, (given) => {
    const { attributes } = setOfSlot(given);
    return systemOf({
      ...system,
      modules: [...system.modules, attributes.get('modules')?.slot ?? emptyList],
      specialArgs: delay(() => {
        const more = attributes.get('specialArgs')?.slot ?? emptySet;
        return updateSets(argumentsOf(system.specialArgs), argumentsOf(more));
      }),
    });
  });
  systems.set(extendModules, system);
  const known = setOf([
    ['_type', 'configuration'],
    ['extendModules', extendModules],
  ]);
  return { ...known, rest: derived(cause) };
}

/** The modules of a value that {@link nixosSystem} gave; null for any other, unknown if it can't be told which. */
export function nixosSystemOf(value: Value): NixosSystem | Unknown | null {
  if (isUnknown(value)) return value;
  if (typeof value !== 'object' || value?.kind !== 'set') return null;
  const extendModules = value.attributes.get('extendModules')?.slot ?? value.rest;
  const found = attempt(() => force(extendModules));
  if (isUnknown(found)) return found;
  return typeof found === 'object' && found !== null ? (systems.get(found) ?? null) : null;
}

/** Arguments for modules, of which any may be unknown. */
export function argumentsOf(specialArgs: Slot): AttributeSet {
  const value = attempt(() => force(specialArgs));
  return isUnknown(value) ? attributeSet(new Map(), value) : setOfSlot(value);
}
