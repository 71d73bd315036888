import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, type Variant } from '../../scripts/module-fuzz/run.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { needsNix, nixVersion } from '../oracle/nix.ts';
import { stackBudget } from './ours.ts';

const nixpkgsLib = process.env.NIXPKGS_LIB;
const judge = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

beforeAll(loadParser);

const folder = mkdtempSync(join(tmpdir(), 'module-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run module-fuzz` compares more of them. */
describe.skipIf(nixVersion === null || nixpkgsLib === undefined)(
  `random configurations in nixpkgs' module system ${judge}`,
  () => {
    it.each<Variant>(['known', 'unknown'])('%s: what we say, Nix says', (variant) => {
      const { findings } = fuzz({
        seed: 1,
        first: 0,
        count: 60,
        variant,
        folder,
        nixpkgsLib: nixpkgsLib ?? '',
        judge: import.meta.dirname,
        stackBudget,
        shrinks: false,
      });
      expect(findings).toEqual([]);
    });
  },
);
