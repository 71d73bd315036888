import { commandLine, readAssignment } from '../../src/modules/assignments.ts';
import { type Flake, readFlake } from '../../src/modules/flake.ts';
import { type Reading, startReading } from '../../src/modules/nixpkgs.ts';
import { holdsOurs } from '../../src/modules/ours.ts';
import { decode, encode } from '../../src/report/utf8.ts';
import { set } from '../../src/resolve/demand.ts';
import type { Files } from '../../src/resolve/files.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { isUnknown, UnknownSignal } from '../../src/resolve/unknown.ts';
import type { Slot, Value } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { sourceOf } from '../report/sources.ts';
import { print } from '../resolve/print.ts';
import { filesBelow, makeTree } from './tree.ts';

await loadParser();

export interface FlakeInTree {
  readonly flake: Flake | null;
  readonly reading: Reading;
  /** The folder of `flake.nix`. */
  readonly folder: string;
}

/**
 * Reads a flake of text, with other files beside it.
 *
 * @param given what is given by hand, as `--set` takes it
 */
export function flakeOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  given: readonly string[] = [],
): FlakeInTree {
  const folder = makeTree({ ...files, 'flake.nix': text });
  resetStack(defaultLimits, shallowBudget);
  const assignments = given.map((one) => {
    const assignment = readAssignment(sourceOf(one, commandLine), encode(folder));
    if ('code' in assignment) throw new Error(assignment.message);
    return assignment;
  });
  const reading = startReading(filesBelow(folder), folder, assignments);
  for (const { message } of reading.given.check()) throw new Error(message);
  return { flake: readFlake(encode(folder), reading), reading, folder };
}

/**
 * Evaluates an expression in the outputs of a flake, which have `self`, `nixpkgs` and all `inputs`.
 *
 * @param inputs what stands between the braces of `inputs = { … }`
 * @param given as for {@link flakeOf}
 * @returns what is known of it as Nix prints it, and what is not as {@link tell} does; the folder is `/tree`
 */
export function inOutputs(
  expression: string,
  inputs = '',
  files: Readonly<Record<string, string>> = {},
  given: readonly string[] = [],
): string {
  const { flake, reading, folder } = flakeOf(
    `{
      inputs = { ${inputs} };
      outputs = { self, nixpkgs, ... }@inputs: {
        nixosConfigurations.a = import <nixpkgs/nixos/lib/eval-config.nix> {
          modules = [ ];
          specialArgs.value = ${expression};
        };
      };
    }`,
    files,
    given,
  );
  const [host] = flake?.hosts ?? [];
  const value = host && set(host.specialArgs).attributes.get('value');
  return tell(value?.slot ?? null, reading.evaluation.files).replaceAll(folder, '/tree');
}

/**
 * A value as Nix prints it; one that is unknown as its subject and reason, with `(ours)` where it may hold something of the
 * configuration's, and the path by which it, or what it hangs on (`…`), can be given by hand.
 */
export function tell(slot: Slot, files: Files): string {
  let value: Value;
  try {
    value = force(slot);
    if (!isUnknown(value)) return print(value);
  } catch (error) {
    if (error instanceof NixError) return `error: ${decode(error.message)}`;
    if (!(error instanceof UnknownSignal)) throw error;
    value = error.unknown;
  }
  const { subject, reason, settable } = value;
  const owner = holdsOurs(value, files) ? ' (ours)' : '';
  const set =
    settable === null ? '' : ` --set ${settable.path.join('.')}${settable.isExact ? '' : '…'}`;
  return `${decode(subject)}: ${decode(reason)}${owner}${set}`;
}
