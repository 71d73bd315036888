import { expect, test } from 'vitest';
import { hook } from '../../src/commands/hook.ts';
import { runOver } from './in-process.ts';

test('the hook of a folder that is in no work tree names the entry as it is given', async () => {
  const { stdout } = await runOver({}, (_, given) => hook("it's", {}, given));
  expect(stdout.split('\n').at(-2)).toBe("exec vmsilo-nixgen generate --staged -- 'it'\\''s'");
  await expect(runOver({}, (_, given) => hook('.', { install: true }, given))).rejects.toThrow(
    'cannot install the hook: this is no Git work tree: run it in one',
  );
});
