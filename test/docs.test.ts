import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test.each([
  ['the picture is that of the fixture', 'scripts/picture.mjs'],
  ['the pages that are made from the code are up to date', 'scripts/docs.mjs'],
])('%s', (_, script) => {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status, stderr } = spawnSync('node', [script, '--check'], { cwd, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
