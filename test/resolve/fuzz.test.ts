import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, type Variant } from '../../scripts/fuzz/run.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { needsNix, nixVersion } from '../oracle/nix.ts';
import { hasNix } from './nix.ts';

beforeAll(loadParser);

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run fuzz` compares more of them. An older Nix gets programs of what it does as 2.26 does. */
describe.skipIf(nixVersion === null)(`random programs in real Nix ${needsNix}`, () => {
  it.each<Variant>(['known', 'unknown'])('%s: what we say, Nix says', (variant) => {
    const dialect = hasNix ? 'current' : 'shared';
    const { counts, findings } = fuzz({
      seed: 1,
      count: 400,
      variant,
      dialect,
      folder,
      nixpkgsLib: null,
    });
    expect(findings).toEqual([]);
    expect(counts.get('equal')).toBeGreaterThan(200);
  });
});
