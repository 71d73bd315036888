import { answersAt, filled } from '../answers.ts';
import type { Evaluation } from '../evaluation.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { setOf } from '../value.ts';
import { arithmeticBuiltins } from './arithmetic.ts';
import { attributeSetBuiltins } from './attribute-sets.ts';
import { closureBuiltins } from './closure.ts';
import { constantBuiltins } from './constants.ts';
import { contextBuiltins } from './context.ts';
import { controlBuiltins } from './control.ts';
import { fileBuiltins } from './files.ts';
import { hashBuiltins } from './hashes.ts';
import { impureBuiltins } from './impure.ts';
import { jsonBuiltins } from './json.ts';
import { listBuiltins } from './lists.ts';
import { regularExpressionBuiltins } from './regular-expressions.ts';
import { sortBuiltins } from './sort.ts';
import { stringBuiltins } from './strings.ts';
import { tomlBuiltins } from './toml.ts';
import { typeBuiltins } from './types.ts';
import { versionBuiltins } from './versions.ts';
import { xmlBuiltins } from './xml.ts';

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
      ...arithmeticBuiltins,
      ...attributeSetBuiltins,
      ...closureBuiltins,
      ...constantBuiltins,
      ...contextBuiltins,
      ...controlBuiltins,
      ...fileBuiltins(evaluation),
      ...hashBuiltins(evaluation),
      ...impureBuiltins(evaluation),
      ...jsonBuiltins,
      ...listBuiltins,
      ...regularExpressionBuiltins,
      ...sortBuiltins,
      ...stringBuiltins,
      ...tomlBuiltins,
      ...typeBuiltins,
      ...versionBuiltins,
      ...xmlBuiltins,
    }),
  );
  const all = delay(() => {
    const everything = setOf([...builtins, ['builtins', all]]);
    return force(filled(everything, answersAt(['builtins'], evaluation.answers)));
  });
  const globals = new Map<string, Slot>([['builtins', all]]);
  for (const [name, slot] of builtins) globals.set(plainNames.has(name) ? name : `__${name}`, slot);
  return globals;
}
