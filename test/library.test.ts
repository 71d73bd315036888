import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from './cli/program.ts';
import { makeFolder } from './commands/folder.ts';

// The package is asked by its name, as those do who install it; so this file sees no types of it.
const packageName: string = 'vmsilo-nixgen';
const { allocateNetwork, printAsNix, readNetwork, severityIn } = await import(packageName);

/** A generated file without the lines that say where it came from. */
function body(text: string): string {
  return text.replace(/^(?:#.*\n)+/, '');
}

describe.each(['laptop', 'qubes'])('the fixture %s', (name) => {
  const folder = join('fixtures', name);

  test('read and allocated by the library gives what the program writes', async () => {
    const { network, diagnostics } = await readNetwork(folder);
    expect(diagnostics.map(severityIn)).not.toContain('error');
    const { injections } = allocateNetwork(network);
    const { stdout } = runProgram('.', folder, '--output', '-', '--quiet');
    expect(printAsNix(injections)).toBe(body(stdout).trimEnd());
  });
});

test('what cannot be known gives no network, and a diagnostic', async () => {
  const folder = makeFolder();
  writeFileSync(
    join(folder, 'configuration.nix'),
    '{ pkgs, ... }: { programs.vmsilo.enable = true; programs.vmsilo.nixosVms.a.network.netvm = pkgs.hello.name; }',
  );
  const { network, diagnostics } = await readNetwork(folder);
  expect(network).toBeNull();
  expect(diagnostics.map(({ code }: { code: string }) => code)).toContain('unresolved');
});

test('a mistake in data gives no injections, and a diagnostic', () => {
  const lone = { netvm: 'gone', netvmSubnet: null, isNetvm: false };
  const { injections, diagnostics } = allocateNetwork({ range: '10.200.0.0/16', vms: { lone } });
  expect(injections).toBeNull();
  expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(['netvm-unknown']);
});

test('the example runs, and so does the code of the page', () => {
  const run = (...words: readonly string[]): string =>
    execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(run('examples/library.mjs', 'fixtures/laptop')).toContain(
    'banking -> sys-net over br3-sys-net-ban, 10.99.',
  );
  const [, code = ''] = /^```js\n(.*?)^```$/ms.exec(readFileSync('docs/library.md', 'utf8')) ?? [];
  const { stdout } = evaluate(code);
  expect(stdout).toContain('bridge = "br3-sys-net-ban";');
});

function evaluate(code: string): { readonly stdout: string } {
  const stdout = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  });
  return { stdout };
}
