import { expect, test, vi } from 'vitest';
import { once } from '../../src/modules/once.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { assumptions } from '../../src/resolve/unknown.ts';

const ofModules = () => 'which modules there are';

test('what is asked for is computed when it is first asked for, and never again', () => {
  const compute = vi.fn(() => 5);
  const get = once(ofModules, compute);
  expect(compute).not.toHaveBeenCalled();
  expect([get(), get()]).toEqual([5, 5]);
  expect(compute).toHaveBeenCalledTimes(1);
});

test('what is taken for granted is counted for each who asks', () => {
  const get = once(ofModules, () => {
    assumptions.made += 3;
    return 5;
  });
  const counts = [get, get, once(ofModules, () => 5)].map((each) => {
    const { made } = assumptions;
    each();
    return assumptions.made - made;
  });
  expect(counts).toEqual([3, 1, 0]);
});

test('what needs itself is an infinite recursion', () => {
  const get: () => number = once(ofModules, () => get() + 1);
  const told = new NixError(
    'infinite-recursion',
    'infinite recursion: this is needed to find which modules there are',
  );
  expect(get).toThrow(told);
  expect(get).toThrow(expect.objectContaining({ kind: 'infinite-recursion' }));
});

test('what failed is tried again, and says the same', () => {
  const get = once(ofModules, () => {
    throw new NixError('throw', 'it fails');
  });
  expect(get).toThrow('it fails');
  expect(get).toThrow('it fails');
});
