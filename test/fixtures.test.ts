import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  askOracle,
  flakeNetwork,
  type MergedNetwork,
  mergedNetwork,
  referenceOf,
  withoutIndentation,
} from './oracle/judge.ts';
import { evaluate, needsNix, nixPath, nixVersion } from './oracle/nix.ts';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', 'cli.js');

const fixtures = readdirSync(join(root, 'fixtures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** A generated file of a fixture, and where its VMs are defined. */
interface Target {
  readonly name: string;
  readonly fixture: string;
  readonly file: string;
  /** Of a flake; null for a plain configuration. */
  readonly host: string | null;
}

const targets = fixtures.flatMap(targetsOf);

/** The oracle knows of no two links that want one slot or one bridge. */
const beyondTheOracle = ['collisions'];

const nixpkgsLib = process.env.NIXPKGS_LIB;
const oracle = process.env.VMSILO_ORACLE;

describe.each(fixtures)('fixture %s', (fixture) => {
  it('has the file that the program writes', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--check'], {
      cwd: folderOf(fixture),
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: '' });
  });
});

describe.skipIf(nixVersion === null)(`the fixtures' files in real Nix ${needsNix}`, () => {
  it.each(targets)('$name: the value and the hash are those of the reference', (target) => {
    const { file } = target;
    const [value, reference] = expectPair(
      evaluate(`[ (import ${nixPath(file)}) (${referenceOf(committedNetwork(target))}) ]`),
    );
    expect({ injections: value, inputs: inputsLine(file) }).toEqual(reference);
  });
});

const needsLib = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

describe.skipIf(nixVersion === null || nixpkgsLib === undefined)(
  `the fixtures in nixpkgs' module system ${needsLib}`,
  () => {
    it.each(targets)('$name: merges to the network that is committed', async (target) => {
      const network = networkOf(target, nixpkgsLib ?? '');
      await expect(`${JSON.stringify(network, null, 2)}\n`).toMatchFileSnapshot(
        networkFile(target),
      );
    });
  },
);

const needsOracle = oracle === undefined ? '(SKIPPED: VMSILO_ORACLE is not set)' : needsLib;

describe.skipIf(nixVersion === null || nixpkgsLib === undefined || oracle === undefined)(
  `the reference against another implementation ${needsOracle}`,
  () => {
    it.each(
      targets.filter(({ name, host }) => host === null && !beyondTheOracle.includes(name)),
    )('$name: has the same injections', (target) => {
      const { injections } = expectReference(evaluate(referenceOf(committedNetwork(target))));
      const answer = askOracle(oracle ?? '', configurationOf(target.fixture));
      expect(withoutIndentation(injections)).toEqual(withoutIndentation(answer));
    });
  },
);

function folderOf(fixture: string): string {
  return join(root, 'fixtures', fixture);
}

function configurationOf(fixture: string): string {
  return join(folderOf(fixture), 'configuration.nix');
}

function targetsOf(fixture: string): readonly Target[] {
  const folder = folderOf(fixture);
  const beside = join(folder, 'netvm-injections.nix');
  if (!existsSync(join(folder, 'flake.nix'))) {
    return [{ name: fixture, fixture, file: beside, host: null }];
  }
  const hosts = readOutputs(join(folder, 'vmsilo-nixgen.json'));
  if (hosts.length === 0) return [{ name: fixture, fixture, file: beside, host: 'laptop' }];
  return hosts.map(([host, output]) => ({
    name: `${fixture}-${host}`,
    fixture,
    file: join(folder, output),
    host,
  }));
}

/** The output of each host that has one of its own. */
function readOutputs(settings: string): readonly (readonly [host: string, output: string])[] {
  if (!existsSync(settings)) return [];
  const { hosts }: { hosts: Record<string, { output: string }> } = JSON.parse(
    readFileSync(settings, 'utf8'),
  );
  return Object.entries(hosts).map(([host, { output }]) => [host, output]);
}

function networkOf({ fixture, host }: Target, lib: string): unknown {
  return host === null
    ? mergedNetwork(configurationOf(fixture), lib)
    : flakeNetwork(folderOf(fixture), host, lib);
}

function networkFile({ name }: Target): string {
  return join(import.meta.dirname, 'oracle', 'networks', `${name}.json`);
}

/** The merged network as it was when somebody with nixpkgs' lib last looked (`vitest -u` writes it). */
function committedNetwork(target: Target): MergedNetwork {
  return JSON.parse(readFileSync(networkFile(target), 'utf8'));
}

function inputsLine(file: string): string | undefined {
  const [, second = ''] = readFileSync(file, 'latin1').split('\n');
  return /^# inputs: ([0-9a-f]{64})$/.exec(second)?.[1];
}

function expectPair(value: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected a list of two');
  return [value[0], value[1]];
}

function expectReference(value: unknown): { readonly injections: unknown } {
  if (typeof value !== 'object' || value === null || !('injections' in value)) {
    throw new Error('expected what reference.nix gives');
  }
  return { injections: value.injections };
}
