import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runMutants } from '../scripts/mutants/run.ts';
import { loadParser } from '../src/syntax/parser.ts';
import { nixVersion } from './oracle/nix.ts';

beforeAll(loadParser);

/** `npm run mutants` breaks more. */
test('a configuration with a mistake in it gives a file, or errors that say what to do', () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
  try {
    const { findings } = runMutants({
      seed: 1,
      count: 150,
      fixtures: join(import.meta.dirname, '../fixtures'),
      folder: join(scratch, 'fixtures'),
      asksNix: nixVersion !== null,
    });
    expect(findings).toEqual([]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
