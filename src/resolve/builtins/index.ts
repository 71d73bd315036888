import type { Evaluation } from '../evaluation.ts';
import { delay } from '../thunk.ts';
import { unknown } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { setOf } from '../value.ts';
import { controlBuiltins } from './control.ts';
import { fileBuiltins } from './files.ts';
import { impureNames } from './impure.ts';
import { listBuiltins } from './lists.ts';

/** Builtins by their name in `builtins`. */
export type Builtins = Readonly<Record<string, Value>>;

/** The builtins that are names of their own; the others are, with two underscores before them. */
const plainNames = new Set([
  'abort',
  'baseNameOf',
  'break',
  'derivation',
  'derivationStrict',
  'dirOf',
  'false',
  'fetchGit',
  'fetchMercurial',
  'fetchTarball',
  'fetchTree',
  'fromTOML',
  'import',
  'isNull',
  'map',
  'null',
  'placeholder',
  'removeAttrs',
  'scopedImport',
  'throw',
  'toString',
  'true',
]);

/** The names that every Nix file may use. */
export function createBuiltins(evaluation: Evaluation): ReadonlyMap<string, Slot> {
  const builtins = new Map<string, Slot>(
    Object.entries<Slot>({
      ...controlBuiltins,
      ...listBuiltins,
      ...fileBuiltins(evaluation),
      ...impureBuiltins(),
    }),
  );
  const all = delay(() => setOf([...builtins, ['builtins', all]]));
  const globals = new Map<string, Slot>([['builtins', all]]);
  for (const [name, slot] of builtins) globals.set(plainNames.has(name) ? name : `__${name}`, slot);
  return globals;
}

function impureBuiltins(): Builtins {
  return Object.fromEntries(
    impureNames.map((name) => [
      name,
      unknown(`builtins.${name}`, 'it hangs on the machine, the network or the Nix store'),
    ]),
  );
}
