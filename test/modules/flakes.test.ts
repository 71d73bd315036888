import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerateOptions } from '../../src/commands/generate.ts';
import { makeFolder } from '../commands/folder.ts';
import { generateHere } from '../commands/in-process.ts';
import { flakeNetwork, referenceOf } from '../oracle/judge.ts';
import { evaluate, needsNix, nixVersion } from '../oracle/nix.ts';

/** What a case's `case.json` may say beside its files. */
interface Settings {
  readonly host?: string;
  /** The folder of the flake. */
  readonly entry?: string;
  /** Files that Git does not track. */
  readonly untracked?: readonly string[];
  /** Whether it is in a Git work tree. */
  readonly git?: boolean;
  /** Whether real Nix can tell the network with inputs that are stand-ins. */
  readonly judge?: boolean;
}

const cases = join(import.meta.dirname, 'flakes');
const names = readdirSync(cases).sort();
const nixpkgsLib = nixVersion === null ? undefined : process.env.NIXPKGS_LIB;

describe('flakes', () => {
  it.each(names)('%s', async (name) => {
    const { entry = '.', ...settings } = settingsOf(name);
    const folder = makeTree(name, settings);
    const { status, stdout, stderr } = await generateHere(
      join(folder, entry),
      optionsFrom(settings),
    );
    const answer = status === 0 ? linksIn(stdout) : '';
    await expect(`${stderr.replaceAll(folder, '/tree')}${answer}`).toMatchFileSnapshot(
      join(cases, name, 'expected.txt'),
    );
  });
});

const judged = names.filter((name) => settingsOf(name).judge ?? !fails(name));

function fails(name: string): boolean {
  const file = join(cases, name, 'expected.txt');
  return existsSync(file) && readFileSync(file, 'utf8').includes(' error: ');
}

const needsLib = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

describe.skipIf(nixpkgsLib === undefined)(`flakes in real Nix ${needsLib}`, () => {
  it.each(judged)('%s has the same network', async (name) => {
    const { entry = '.', ...settings } = settingsOf(name);
    const folder = join(makeTree(name, settings), entry);
    const network = flakeNetwork(folder, settings.host ?? 'laptop', nixpkgsLib ?? '');
    const { injections } = injectionsOf(evaluate(referenceOf(network)));
    const { stdout } = await generateHere(folder, optionsFrom(settings));
    expect(evaluate(stdout)).toEqual(injections);
  });
});

function optionsFrom({ host }: Settings): Partial<GenerateOptions> {
  return { output: '-', ...(host === undefined ? {} : { host }) };
}

function settingsOf(name: string): Settings {
  const file = join(cases, name, 'case.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function makeTree(name: string, { git = true, untracked = [] }: Settings): string {
  const folder = makeFolder();
  cpSync(join(cases, name), folder, { recursive: true });
  for (const file of ['case.json', 'expected.txt']) rmSync(join(folder, file), { force: true });
  if (!git) return folder;
  const run = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder });
  run('init', '--quiet');
  run('add', '--', '.', ...untracked.map((file) => `:!${file}`));
  return folder;
}

/** `banking -> sys-net`, from the text of a generated file. */
function linksIn(text: string): string {
  const bridges = [...text.matchAll(/bridge = "(br[^"]*)"/g)].map(([, bridge]) => bridge);
  return [...new Set(bridges)].map((bridge) => `${bridge}\n`).join('');
}

function injectionsOf(value: unknown): { readonly injections: unknown } {
  if (typeof value !== 'object' || value === null || !('injections' in value)) {
    throw new Error('expected what reference.nix gives');
  }
  return { injections: value.injections };
}
