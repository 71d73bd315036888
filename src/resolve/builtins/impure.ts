import { unknown } from '../unknown.ts';
import type { Value } from '../value.ts';
import type { Builtins } from './index.ts';

const byMachine = 'it hangs on the machine that evaluates';
const byStore = 'it hangs on the Nix store';
const byNetwork = 'it hangs on the network and the Nix store';
const bySettings = 'it hangs on the settings of the Nix that evaluates';

/** What hangs on the machine, the network or the Nix store: there, but never known. */
export const impureBuiltins: Builtins = {
  ...unknowns(byMachine, ['currentSystem', 'currentTime', 'getEnv', 'nixPath', 'nixVersion']),
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
    names.map((name): [string, Value] => [name, unknown(`builtins.${name}`, reason)]),
  );
}
