import { expect, test } from 'vitest';
import { explainCode } from '../../src/commands/explain-code.ts';
import { runOver } from './in-process.ts';

test('a code is explained by its section of the documentation', async () => {
  const { status, stdout } = await runOver({}, (_, given) => explainCode('no-vms', given));
  expect(status).toBe(0);
  expect(stdout.split('\n')[0]).toContain('no-vms');
});

test.each([
  ['like another', 'no-vmz', 'did you mean no-vms?'],
  ['like none', 'x', 'the codes are '],
])('a code that is not there, %s', async (_, code, help) => {
  await expect(runOver({}, (_, given) => explainCode(code, given))).rejects.toThrow(
    `there is no code \`${code}\`: ${help}`,
  );
});
