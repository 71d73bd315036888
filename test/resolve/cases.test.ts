import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { set } from '../../src/resolve/demand.ts';
import { force } from '../../src/resolve/thunk.ts';
import { isUnknown } from '../../src/resolve/unknown.ts';
import { sortedNames } from '../../src/resolve/value.ts';
import { evaluateFile, evaluateWith } from './evaluate.ts';
import { comparedWithNix, hasNix } from './nix.ts';

const folder = fileURLToPath(new URL('cases', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.nix'))
  .map((name) => name.slice(0, -'.nix'.length));

test.each(names)('%s gives what its .exp says', (name) => {
  const printed = evaluateFile(`${folder}/${name}.nix`, { root: folder });
  expect(`${printed}\n`).toBe(expected(name));
});

/** What it gives is the machine's, or given by hand. */
const elsewhere = new Set(['getEnv']);

test('every builtin that we model is in a case', () => {
  const words = new Set(
    names.flatMap((name) =>
      readFileSync(`${folder}/${name}.nix`, 'utf8').match(/[A-Za-z_][A-Za-z0-9_']*/g),
    ),
  );
  const modelled = evaluateWith('builtins', {}, (slot) => {
    const builtins = set(slot);
    return sortedNames(builtins)
      .filter((name) => !isUnknown(force(builtins.attributes.get(name)?.slot ?? null)))
      .join(' ');
  });
  const missing = modelled.split(' ').filter((name) => !words.has(name) && !elsewhere.has(name));
  expect(missing).toEqual([]);
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
