import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBell } from '../../../src/commands/watching/bell.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How long it takes until a bell is quiet, in milliseconds, that rings so often, for so long. */
async function quietAfter({
  every = 0,
  until = 0,
  atWorkUntil = 0,
  stopAt = Number.POSITIVE_INFINITY,
}): Promise<number> {
  const stop = new AbortController();
  const bell = createBell(stop.signal);
  const start = performance.now();
  const now = () => performance.now() - start;
  let end: number | null = null;
  const quiet = bell.quiet(() => now() < atWorkUntil).then(() => (end = now()));
  while (end === null) {
    await vi.advanceTimersByTimeAsync(5);
    if (every > 0 && now() <= until && now() % every === 0) bell.ring();
    if (now() >= stopAt) stop.abort();
  }
  await quiet;
  return end;
}

test('it is quiet when nothing has happened for 75 ms', async () => {
  expect(await quietAfter({})).toBe(75);
  expect(await quietAfter({ every: 50, until: 200 })).toBe(275);
});

test('where something happens all the time, a second is enough', async () => {
  expect(await quietAfter({ every: 50, until: 60_000 })).toBe(1000);
});

test('somebody who is at work is waited for, up to five seconds', async () => {
  expect(await quietAfter({ atWorkUntil: 2000 })).toBe(2025);
  expect(await quietAfter({ every: 50, until: 2000, atWorkUntil: 2000 })).toBe(2000);
  expect(await quietAfter({ atWorkUntil: 60_000 })).toBe(5025);
});

test('and nobody once the watch ends', async () => {
  expect(await quietAfter({ every: 50, until: 60_000, stopAt: 300 })).toBe(300);
  expect(await quietAfter({ atWorkUntil: 60_000, stopAt: 300 })).toBe(300);
});
