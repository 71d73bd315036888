import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { evaluate, nixPath, nixString, nixValue } from './nix.ts';

/** A host's network as the module system merges it. */
export interface MergedNetwork {
  readonly range: string;
  readonly vms: Readonly<Record<string, MergedVm>>;
}

export interface MergedVm {
  readonly netvm: string | null;
  readonly netvmSubnet: string | null;
  readonly isNetvm: boolean;
}

/** The search path for configurations that import modules of nixpkgs or vmsilo from it. */
export const searchPath = join(import.meta.dirname, 'channels');

/** An expression for the `{ injections, inputs }` that a network leads to. */
export function referenceOf(network: MergedNetwork): string {
  return `import ${nixPath(join(import.meta.dirname, 'reference.nix'))} ${nixValue(network)}`;
}

/**
 * Merges a configuration in the real module system.
 *
 * @param nixpkgsLib a checkout whose folder `lib` is nixpkgs'
 */
export function mergedNetwork(configuration: string, nixpkgsLib: string): unknown {
  const evaluator = nixPath(join(import.meta.dirname, 'evaluate.nix'));
  const lib = nixPath(join(nixpkgsLib, 'lib'));
  return evaluate(
    `import ${evaluator} { nixpkgsLib = ${lib}; modules = [ ${nixPath(configuration)} ]; }`,
    { searchPath },
  );
}

/** As {@link mergedNetwork}, of a host of the flake in a folder. Of its inputs, what flake.nix has is there. */
export function flakeNetwork(folder: string, host: string, nixpkgsLib: string): MergedNetwork {
  const evaluator = nixPath(join(import.meta.dirname, 'flake.nix'));
  const lib = nixPath(join(nixpkgsLib, 'lib'));
  const network = evaluate(
    `import ${evaluator} { nixpkgsLib = ${lib}; folder = ${nixPath(folder)}; host = ${nixString(host)}; }`,
  );
  return isNetwork(network) ? network : fail(network);
}

function isNetwork(data: unknown): data is MergedNetwork {
  return typeof data === 'object' && data !== null && 'vms' in data && 'range' in data;
}

function fail(data: unknown): never {
  throw new Error(`expected a network, not ${JSON.stringify(data)}`);
}

/**
 * Asks another implementation for a configuration's injections.
 *
 * @param oracle a program that prints them as JSON, given the configuration's file; it finds nixpkgs' lib by
 *   `NIXPKGS_LIB`
 */
export function askOracle(oracle: string, configuration: string): unknown {
  const answer = execFileSync(oracle, [configuration], {
    env: { ...process.env, NIX_PATH: searchPath },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(answer);
}

/** The same data, with no line of a text indented. */
export function withoutIndentation(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/^ +/gm, '') : value,
  );
}
