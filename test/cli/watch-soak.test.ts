import { expect, test } from 'vitest';
import { killWhileWriting } from '../../scripts/watch-soak/kills.ts';
import { soak } from '../../scripts/watch-soak/soak.ts';
import { makeFolder } from '../commands/folder.ts';
import { program } from './program.ts';
import { startSession } from './session.ts';

test('after each of 40 random edits the watch comes to what a fresh run says', async () => {
  const result = await soak({
    seed: 3,
    count: 40,
    folder: makeFolder(),
    program,
    start: (tree) => startSession('/', '--watch', '--format=gnu', tree),
  });
  expect(result.changed + result.broken + result.same).toBe(40);
  expect(result.changed).toBeGreaterThan(5);
});

test('killed while it writes, the program leaves the old file or the new one', async () => {
  const { old, young, temporary } = await killWhileWriting({
    seed: 1,
    count: 10,
    folder: makeFolder(),
    program,
  });
  expect(old + young).toBe(10);
  expect(temporary).toBeLessThanOrEqual(old);
});
