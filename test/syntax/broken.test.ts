import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { locate } from '../../src/report/location.ts';
import { escapeText } from '../../src/report/quote.ts';
import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { nixVersion } from '../oracle/nix.ts';

const folder = join(import.meta.dirname, 'broken');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.nix'))
  .map((name) => name.slice(0, -'.nix'.length))
  .sort();

const isJudge = nixVersion?.startsWith('2.26.') ?? false;
const needs = isJudge ? `(Nix ${nixVersion})` : '(SKIPPED: no Nix 2.26 on PATH)';

beforeAll(loadParser);

/** `line:column: message; help`, for each mistake. */
function ours(name: string): string {
  const text = readFileSync(join(folder, `${name}.nix`), 'latin1');
  const source = { path: `/${name}.nix`, text };
  const { program, diagnostics } = parse(source);
  expect([name, program]).toEqual([name, null]);
  return diagnostics
    .map(({ message, help, span }) => {
      const { line, column } = locate(source, span.start);
      return `  ours ${line}:${column}: ${message}; ${help}\n`;
    })
    .join('');
}

/** What Nix says, for comparison. */
function nixs(name: string): string {
  const { status, stderr } = spawnSync(
    'nix-instantiate',
    ['--parse', '--store', 'dummy://', join(folder, `${name}.nix`)],
    { encoding: 'latin1' },
  );
  expect([name, status]).toEqual([name, 1]);
  const [, message = ''] = /^error: (.*)/m.exec(stderr) ?? [];
  const [, place = ''] = / at .*\.nix:(\d+:\d+)/.exec(stderr) ?? [];
  return `  Nix  ${place}: ${escapeText(message.replaceAll(folder, ''))}\n`;
}

/** A file for each name: what we say of it, and beside it what Nix 2.26 said. */
const table = join(folder, 'messages.txt');

describe('files that are broken in ways that real ones are', () => {
  const written = (() => {
    try {
      return readFileSync(table, 'utf8');
    } catch {
      return '';
    }
  })();

  it.each(names)('%s', (name) => {
    const entry = new RegExp(`^${name}\n((?:  .*\n)*)`, 'm').exec(written)?.[1] ?? '';
    expect(ours(name)).toBe(entry.replaceAll(/^ {2}Nix .*\n/gm, ''));
  });

  it.skipIf(!isJudge)(`are rejected by Nix, too ${needs}`, async () => {
    const all = names.map((name) => `${name}\n${ours(name)}${nixs(name)}`).join('\n');
    await expect(all).toMatchFileSnapshot(table);
  });
});
