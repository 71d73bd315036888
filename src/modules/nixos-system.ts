import { set as setOfSlot } from '../resolve/demand.ts';
import { derived, unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Primop, Slot } from '../resolve/value.ts';
import { attributeSet, emptyList, emptySet, primop } from '../resolve/value.ts';

/** What a call of `nixosSystem` says of a configuration. */
export interface NixosSystem {
  /** A list of modules. */
  readonly modules: Slot;
  readonly specialArgs: AttributeSet;
}

const systems = new WeakMap<AttributeSet, NixosSystem>();

/**
 * nixpkgs' `lib.nixosSystem`: what it gives is known only to the evaluation, but for the modules that it is made of
 * ({@link nixosSystemOf}).
 */
export const nixosSystem: Primop = primop('nixosSystem', 1, (argument) => {
  const { attributes, rest } = setOfSlot(argument);
  const cause = unknown(
    'nixosSystem',
    'what NixOS makes of the modules is known only to the evaluation',
  );
  const system = attributeSet(new Map(), derived(cause));
  const special = attributes.get('specialArgs');
  systems.set(system, {
    modules: attributes.get('modules')?.slot ?? rest ?? emptyList,
    specialArgs: special === undefined ? emptySet : setOfSlot(special.slot),
  });
  return system;
});

/** The modules of a value that {@link nixosSystem} gave; null for any other. */
export function nixosSystemOf(value: AttributeSet): NixosSystem | null {
  return systems.get(value) ?? null;
}
