import { expect, test } from 'vitest';
import { analyseAtAnyDepth, serveDeepAnalysis } from '../../src/commands/deep.ts';

test('the thread that serves is not the main one', async () => {
  await expect(serveDeepAnalysis()).rejects.toThrow('this is the main thread');
});

test('what is no matter of the stack is not tried in a thread', async () => {
  const bug = new Error('a bug');
  const readFile = () => {
    throw bug;
  };
  await expect(
    analyseAtAnyDepth({ entry: `${process.cwd()}/fixtures/laptop` }, readFile),
  ).rejects.toBe(bug);
});
