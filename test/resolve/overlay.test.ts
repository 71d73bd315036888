import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlay } from '../../src/resolve/overlay.ts';

const entries = (most: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }).map(String), fc.integer()), {
    maxLength: most,
  });

test('sets laid over one another are what their copy is, in its order', () => {
  fc.assert(
    fc.property(entries(200), fc.array(entries(6), { maxLength: 12 }), (base, updates) => {
      const copy = new Map(base);
      let laid: ReadonlyMap<string, number> = new Map(base);
      for (const update of updates) {
        for (const [key, value] of update) copy.set(key, value);
        laid = overlay(laid, new Map(update));
        expect([...laid]).toEqual([...copy]);
      }
      expect([...laid.keys()]).toEqual([...copy.keys()]);
      expect([...laid.values()]).toEqual([...copy.values()]);
      expect(laid.size).toBe(copy.size);
      for (let key = 0; key <= 61; key++) {
        expect([laid.get(`${key}`), laid.has(`${key}`)]).toEqual([
          copy.get(`${key}`),
          copy.has(`${key}`),
        ]);
      }
      const seen: (readonly [string, number])[] = [];
      laid.forEach((value, key) => {
        seen.push([key, value]);
      });
      expect(seen).toEqual([...copy]);
    }),
  );
});

test('what is laid over a set leaves it as it was', () => {
  const base = new Map(Array.from({ length: 100 }, (_, n) => [n, n]));
  const first = overlay(base, new Map([[1, -1]]));
  overlay(first, new Map([[2, -2]]));
  expect([base.get(1), first.get(1), first.get(2)]).toEqual([1, -1, 2]);
});
