import { afterEach, expect, test, vi } from 'vitest';
import { Failure } from '../../src/commands/failure.ts';
import { run } from '../../src/commands/run.ts';
import type { Format } from '../../src/report/report.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs a command that throws something, and gives the exit status and what is told. */
async function throwing(thrown: unknown, format: Format = 'gnu') {
  let told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  const status = await run(format, async () => {
    throw thrown;
  });
  return { status, told };
}

test('a failure is told as it is', async () => {
  expect(await throwing(new Failure('cannot read `a`'))).toEqual({
    status: 2,
    told: 'vmsilo-nixgen: error: cannot read `a`\n',
  });
});

test.each([
  ['an error', new Error('no\u001bway')],
  ['what is no error', 'no\u001bway'],
])('anything else is a bug: %s', async (_, thrown) => {
  expect(await throwing(thrown)).toEqual({
    status: 2,
    told: 'vmsilo-nixgen: error: this is a bug in vmsilo-nixgen: no\\u{1b}way (VMSILO_NIXGEN_DEBUG=1 shows where)\n',
  });
});

test('under VMSILO_NIXGEN_DEBUG, a bug is told with its stack, where it has one', async () => {
  vi.stubEnv('VMSILO_NIXGEN_DEBUG', '1');
  const { told } = await throwing(new Error('why'));
  expect(told).toMatch(/^vmsilo-nixgen: error: this is a bug in vmsilo-nixgen: why\n.*\n +at /);
  vi.restoreAllMocks();
  expect((await throwing('why')).told).toBe(
    'vmsilo-nixgen: error: this is a bug in vmsilo-nixgen: why\n',
  );
});
