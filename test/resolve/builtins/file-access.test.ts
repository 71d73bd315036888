import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { readBytes } from '../../../src/resolve/builtins/file-access.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';

test('what is not staged is told apart from what is not there', () => {
  const root = tmpdir();
  const files = openFiles({ root, outputs: [], maxBytes: defaultMaxBytes });
  const unstaged = { ...files, inspect: () => ({ kind: 'unstaged' }) as const };
  expect(() => readBytes(`${root}/a.txt`, unstaged)).toThrow(
    expect.objectContaining({
      kind: 'file-unstaged',
      message: '`a.txt` is not in what is to be committed',
    }),
  );
});
