import { answersAt, filled } from '../answers.ts';
import { string } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import { force } from '../thunk.ts';
import { settableAt, unknown } from '../unknown.ts';
import type { Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';

const byMachine = 'it hangs on the machine that evaluates';
const byStore = 'it hangs on the Nix store';
const byNetwork = 'it hangs on the network and the Nix store';
const bySettings = 'it hangs on the settings of the Nix that evaluates';

/** What hangs on the machine, the network or the Nix store: there, but known only where it is given by hand. */
export function impureBuiltins(evaluation: Evaluation): Builtins {
  const getEnv = primop('getEnv', 1, (variable) => {
    const name = string(variable);
    const path = ['env', name];
    const value = settableAt(path, unknown(`builtins.getEnv "${name}"`, byMachine));
    return force(filled(value, answersAt(path, evaluation.answers)));
  });
  return { ...unknownBuiltins, getEnv };
}

const unknownBuiltins: Builtins = {
  ...unknowns(byMachine, ['currentSystem', 'currentTime', 'nixPath', 'nixVersion']),
  ...unknowns(byStore, [
    'derivation',
    'derivationStrict',
    'filterSource',
    'outputOf',
    'path',
    'storeDir',
    'storePath',
    'toFile',
  ]),
  ...unknowns(byNetwork, [
    'fetchClosure',
    'fetchGit',
    'fetchMercurial',
    'fetchTarball',
    'fetchTree',
    'fetchurl',
    'getFlake',
  ]),
  ...unknowns(bySettings, ['exec', 'flakeRefToString', 'importNative', 'parseFlakeRef']),
};

function unknowns(reason: string, names: readonly string[]): Builtins {
  return Object.fromEntries(
    names.map((name): [string, Value] => [
      name,
      settableAt(['builtins', name], unknown(`builtins.${name}`, reason)),
    ]),
  );
}
