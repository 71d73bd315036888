import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Of each file, its branches that no test can take, and why. */
const unreachable: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(resolve('test/unreachable.json'), 'utf8'),
);

test.each(
  Object.entries(unreachable),
)('what no test can take of %s stands there', (file, branches) => {
  const lines = new Set(
    readFileSync(resolve(file), 'utf8')
      .split('\n')
      .map((line) => line.trim()),
  );
  const gone = Object.keys(branches).filter((branch) => !lines.has(branch.replace(/^[^:]*: /, '')));
  expect(gone).toEqual([]);
});
