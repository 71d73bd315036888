import { applyPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/commands/diff.ts';

test('shows changed lines with three lines of context', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
  expect(unifiedDiff('x.nix', before, before.replace('f', 'F'))).toBe(`\
--- x.nix
+++ x.nix
@@ -3,6 +3,6 @@
 c
 d
 e
-f
+F
 g
 h
`);
});

test('a file that is not there yet', () => {
  expect(unifiedDiff('x.nix', null, 'a\n')).toBe('--- /dev/null\n+++ x.nix\n@@ -0,0 +1,1 @@\n+a\n');
});

test('says where the final newline is missing', () => {
  expect(unifiedDiff('x.nix', 'a', 'a\n')).toBe(
    '--- x.nix\n+++ x.nix\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
  );
});

test('two texts without a line in common are one hunk', () => {
  const lines = (name: string) =>
    Array.from({ length: 20_000 }, (_, n) => `${name}${n}\n`).join('');
  const diff = unifiedDiff('x.nix', lines('a'), lines('b'));
  expect(diff.split('\n')).toHaveLength(3 + 40_000 + 1);
  expect(diff).toContain('@@ -1,20000 +1,20000 @@\n-a0\n');
});

test('applied to the one text, it gives the other', () => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', '\xff\n');
  const text = fc
    .tuple(fc.array(line), fc.constantFrom('', 'end'))
    .map(([l, end]) => l.join('') + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = unifiedDiff('x.nix', before, after);
      expect(applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(after);
    }),
  );
});
