import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparedWithNix, hasNix } from './resolve/nix.ts';

const root = join(import.meta.dirname, '..');

/** What a script prints of a folder with `--json`. */
function figuresOf(script: string, folder: string): unknown {
  const args = [join(root, 'scripts', script), '--json', join(root, folder)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe.skipIf(!hasNix)(`scripts that compare files with ${comparedWithNix}`, () => {
  test('parity accepts what Nix accepts', () => {
    const figures = figuresOf('parity.mjs', 'fixtures/terse');
    expect(figures).toMatchObject({ rejected: 0, unexplained: 0, differing: [] });
    expect(figures).toHaveProperty(
      'accepted',
      expect.toSatisfy((count) => count > 0),
    );
  });

  test.skipIf(process.env.NIXPKGS_LIB === undefined)('values are those of Nix', () => {
    const figures = figuresOf('values.mjs', 'fixtures/qubes');
    expect(figures).toMatchObject({ findings: [], lost: [] });
    expect(figures).toHaveProperty(
      'counts.equal',
      expect.toSatisfy((count) => count > 0),
    );
  });
});
