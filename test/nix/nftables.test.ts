import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { makeFolder } from '../commands/folder.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const folders = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Needs a network namespace of its own, which not every machine lets a user make. */
const check = (ruleset: string) =>
  spawnSync('unshare', ['--user', '--map-root-user', '--net', 'nft', '--check', '--file', '-'], {
    input: ruleset,
    encoding: 'utf8',
  });
const hasNft = check('table ip t {\n}\n').status === 0;
const needs = hasNft ? '' : '(SKIPPED: no nft, or no network namespace to run it in)';

/** The tables in generated files, as NixOS would write them for nft. */
function rulesetsIn(text: string): readonly string[] {
  const table = /([\w-]+) = \{\s*family = "(\w+)";\s*content = ''\n([\s\S]*?)'';/g;
  return [...text.matchAll(table)].map(
    ([, name, family, content]) => `table ${family} ${name} {\n${content}\n}\n`,
  );
}

describe.skipIf(!hasNft)(`nftables takes the rules of ${needs}`, () => {
  test.each(folders)('%s', (name) => {
    const folder = join(fixtures, name);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('netvm-injections.nix'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const isPlain = existsSync(join(folder, 'configuration.nix'));
    const host = isPlain ? hostConfigOf(folder) : '';
    const rulesets = [...files, host].flatMap(rulesetsIn);
    expect(rulesets.length % 2).toBe(0);
    for (const ruleset of rulesets) {
      const { status, stderr } = check(ruleset);
      expect([ruleset, status, stderr]).toEqual([ruleset, 0, '']);
    }
  });
});

describe.skipIf(!hasNft)(`a VM's name is a name ${needs}`, () => {
  const words = ['ip', 'accept', 'drop', 'meta', 'iifname', 'or', 'set', '1a', 'a-', '_', 'A'];

  test('that is a word of nftables, or looks like a number', () => {
    const folder = makeFolder();
    const clients = words.map((vm) => `"${vm}".network.netvm = "table";`).join(' ');
    writeFileSync(
      join(folder, 'configuration.nix'),
      `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {
        table.network = { isNetvm = true; netvm = "host"; }; ${clients} }; }`,
    );
    const rulesets = rulesetsIn(runProgram(folder, '-o', '-').stdout);
    expect(rulesets).toHaveLength(2);
    for (const ruleset of rulesets) {
      for (const word of words) expect(ruleset).toContain(`"${word}"`);
      expect(check(ruleset)).toMatchObject({ status: 0, stderr: '' });
    }
  });
});

function hostConfigOf(folder: string): string {
  const { stdout } = runProgram(folder, '--check', '--host-config', '.host.nix');
  return stdout.replaceAll(/^\+/gm, '');
}
