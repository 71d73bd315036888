import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evaluateFile } from './evaluate.ts';
import { comparedWithNix, hasNix } from './nix.ts';

const folder = fileURLToPath(new URL('cases', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.nix'))
  .map((name) => name.slice(0, -'.nix'.length));

test.each(names)('%s gives what its .exp says', (name) => {
  const printed = evaluateFile(`${folder}/${name}.nix`, { root: folder });
  expect(`${printed}\n`).toBe(expected(name));
});

describe.skipIf(!hasNix)(comparedWithNix, () => {
  test.each(names)('%s is what it prints', (name) => {
    const args = ['--eval', '--strict', '--store', 'dummy://', `${folder}/${name}.nix`];
    expect(execFileSync('nix-instantiate', args, { encoding: 'utf8', stdio: 'pipe' })).toBe(
      expected(name),
    );
  });
});

function expected(name: string): string {
  return readFileSync(`${folder}/${name}.exp`, 'utf8');
}
