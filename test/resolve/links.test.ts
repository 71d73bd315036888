import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateFile } from './evaluate.ts';

/** `real/a.nix` imports `../lib.nix`; `link/` is a link to `real/`, and `file.nix` one to `real/a.nix`. */
function makeTree(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
  mkdirSync(join(root, 'deep/real'), { recursive: true });
  writeFileSync(join(root, 'deep/real/a.nix'), 'import ../lib.nix');
  writeFileSync(join(root, 'deep/lib.nix'), '"beside the folder"');
  writeFileSync(join(root, 'lib.nix'), '"beside the link"');
  symlinkSync('deep/real', join(root, 'link'));
  symlinkSync('deep/real/a.nix', join(root, 'file.nix'));
  return root;
}

test('the relative paths of a file start where a link to it leads', () => {
  const root = makeTree();
  expect(evaluateFile(join(root, 'file.nix'), { root })).toBe('"beside the folder"');
});

test('the relative paths of a file in a linked folder start where the link is', () => {
  const root = makeTree();
  expect(evaluateFile(join(root, 'link/a.nix'), { root })).toBe('"beside the link"');
});
