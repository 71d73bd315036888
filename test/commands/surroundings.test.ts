import { afterEach, expect, test, vi } from 'vitest';
import { hasColour } from '../../src/commands/surroundings.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A stream that is a terminal or not, and has so many colours. */
function stream(isTTY: boolean, hasColors: boolean): NodeJS.WriteStream {
  return Object.assign(Object.create(process.stderr), { isTTY, hasColors: () => hasColors });
}

test('colour is for terminals that have it', () => {
  vi.stubEnv('NO_COLOR', '');
  expect(hasColour(stream(true, true))).toBe(true);
  expect(hasColour(stream(true, false))).toBe(false);
  expect(hasColour(stream(false, true))).toBe(false);
});

test('NO_COLOR is stronger than a terminal', () => {
  vi.stubEnv('NO_COLOR', '1');
  expect(hasColour(stream(true, true))).toBe(false);
});
