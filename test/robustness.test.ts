import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../scripts/robustness/run.ts';
import { targets } from '../scripts/robustness/targets.ts';
import { loadParser } from '../src/syntax/parser.ts';

beforeAll(loadParser);

/** `npm run robustness` tries more, with an eye on time and memory. */
test.each(Object.entries(targets))('%s: random inputs end as they should', (_name, target) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'robustness-')));
  try {
    const root = join(import.meta.dirname, '..');
    const setting = { root, folder, stackBudget: 4_000 };
    const { findings } = run({ target: target(setting), seed: 1, first: 0, inputs: 300 });
    expect(findings).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
