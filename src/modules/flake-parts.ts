import { set as setOfSlot } from '../resolve/demand.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import type { NixError } from '../resolve/nix-error.ts';
import { force } from '../resolve/thunk.ts';
import { derived, UnknownSignal, unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { emptySet, setOf } from '../resolve/value.ts';
import type { ImportProblems } from './collect.ts';
import { evaluateModules } from './evaluate-modules.ts';
import { declareOption } from './option.ts';
import { holdsOurs } from './ours.ts';

/** What `mkFlake` is called in. */
export interface FlakePartsContext {
  readonly evaluation: Evaluation;
  readonly lib: Slot;
  readonly self: Slot;
}

const notModelled = 'flake-parts declares it, and its sources are not read';

/**
 * `lib.mkFlake` of flake-parts: evaluates the flake's modules, and gives their `flake` option. What flake-parts
 * makes of `perSystem` is unknown, and so are outputs that no module sets.
 */
export function evaluateFlakeParts(
  given: Slot,
  module: Slot,
  { evaluation, lib, self }: FlakePartsContext,
): Value {
  const { attributes } = setOfSlot(given);
  const inputs = attributes.get('inputs')?.slot ?? emptySet;
  const special = attributes.get('specialArgs');
  const cause = unknown('flake-parts', notModelled);
  const { option } = evaluateModules({
    evaluation,
    lib,
    sources: [
      { slot: flakeModule, file: 'flake-parts', key: ':flake-parts' },
      { slot: module, file: 'flake.nix', key: ':flake' },
    ],
    specialArgs: setOf([
      ['self', self],
      ['inputs', inputs],
      ['flake-parts-lib', unknown('flake-parts-lib', notModelled)],
      ...[...(special === undefined ? emptySet : setOfSlot(special.slot)).attributes].map(
        ([name, { slot }]) => [name, slot] as const,
      ),
    ]),
    location: [],
    undeclared: cause,
    unsetArgument: (name) => unknown(name, notModelled),
    problems,
  });
  const merged = option(['flake'])?.merged;
  const flake = force(merged?.value ?? null);
  if (typeof flake !== 'object' || flake?.kind !== 'set') return derived(cause);
  return { ...flake, rest: flake.rest ?? derived(cause) } satisfies AttributeSet;
}

const raw: OptionType = { kind: 'one', name: 'raw', description: 'raw value', check: () => true };

const setOfRaw: OptionType = {
  kind: 'attrsOf',
  lazy: true,
  element: raw,
  description: 'lazy attribute set of raw value',
};

/** The outputs that modules give under `flake`: those of named things merge, others have one definition. */
const outputs: OptionType = {
  kind: 'submodule',
  shorthandOnlyDefinesConfig: true,
  specialArgs: emptySet,
  description: 'flake outputs',
  modules: [
    setOf([
      [
        'options',
        setOf(
          ['nixosConfigurations', 'nixosModules', 'overlays'].map((name) => [
            name,
            declareOption({
              type: setOfRaw,
              default: { slot: emptySet },
              apply: null,
              span: null,
              elsewhere: null,
            }),
          ]),
        ),
      ],
      ['freeformType', setOf([])],
    ]),
  ],
};

const flakeModule: AttributeSet = setOf([
  [
    'options',
    setOf([
      [
        'flake',
        declareOption({
          type: outputs,
          default: { slot: emptySet },
          apply: null,
          span: null,
          elsewhere: null,
        }),
      ],
    ]),
  ],
]);

/** Modules of other flakes may add outputs of their own, and not change ours. */
const problems: ImportProblems = {
  skipped: () => {},
  unresolved: (cause) => {
    if (cause.given.some(holdsOurs) || !cause.foreign) throw new UnknownSignal(cause);
  },
  failed: (error: NixError) => {
    throw error;
  },
};
