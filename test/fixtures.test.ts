import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  askOracle,
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
  it.each(fixtures)('%s: the value and the hash are those of the reference', (fixture) => {
    const generated = generatedFile(fixture);
    const [value, reference] = expectPair(
      evaluate(`[ (import ${nixPath(generated)}) (${referenceOf(committedNetwork(fixture))}) ]`),
    );
    expect({ injections: value, inputs: inputsLine(generated) }).toEqual(reference);
  });
});

const needsLib = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

describe.skipIf(nixVersion === null || nixpkgsLib === undefined)(
  `the fixtures in nixpkgs' module system ${needsLib}`,
  () => {
    it.each(fixtures)('%s: merges to the network that is committed', async (fixture) => {
      const network = mergedNetwork(configurationOf(fixture), nixpkgsLib ?? '');
      await expect(`${JSON.stringify(network, null, 2)}\n`).toMatchFileSnapshot(
        networkFile(fixture),
      );
    });
  },
);

const needsOracle = oracle === undefined ? '(SKIPPED: VMSILO_ORACLE is not set)' : needsLib;

describe.skipIf(nixVersion === null || nixpkgsLib === undefined || oracle === undefined)(
  `the reference against another implementation ${needsOracle}`,
  () => {
    it.each(
      fixtures.filter((fixture) => !beyondTheOracle.includes(fixture)),
    )('%s: has the same injections', (fixture) => {
      const { injections } = expectReference(evaluate(referenceOf(committedNetwork(fixture))));
      const answer = askOracle(oracle ?? '', configurationOf(fixture));
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

function generatedFile(fixture: string): string {
  return join(folderOf(fixture), 'netvm-injections.nix');
}

function networkFile(fixture: string): string {
  return join(import.meta.dirname, 'oracle', 'networks', `${fixture}.json`);
}

/** The merged network as it was when somebody with nixpkgs' lib last looked (`vitest -u` writes it). */
function committedNetwork(fixture: string): MergedNetwork {
  return JSON.parse(readFileSync(networkFile(fixture), 'utf8'));
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
