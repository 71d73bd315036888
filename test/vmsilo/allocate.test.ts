import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, comparePairs, type Pair } from '../../src/vmsilo/allocate.ts';
import { addressOf, parseCidr, printAddress } from '../../src/vmsilo/cidr.ts';
import { poolOf } from '../../src/vmsilo/pool.ts';

const pool = (text: string) => poolOf(parseCidr(text) ?? { address: 0, prefix: 0 });

function addresses(range: string, pairs: readonly string[], manual: readonly number[] = []) {
  const placements = allocate(pool(range), pairs.map(pairOf), manual) ?? [];
  return Object.fromEntries(
    placements.map(({ pair, lower }) => [`${pair.netvm}/${pair.client}`, printAddress(lower)]),
  );
}

function pairOf(text: string): Pair {
  const [netvm = '', client = ''] = text.split('/');
  return { netvm, client };
}

describe('worked examples', () => {
  // printf sys-net/banking | sha256sum: 77bd3c2c…; 0x77bd3c2c % 2^15 = 0x3c2c; 10.200.0.0 + 2 * 0x3c2c
  it('the default pool', () => {
    expect(addresses('10.200.0.0/16', ['sys-net/banking', 'host/a', 'sys-net/work'])).toEqual({
      'sys-net/banking': '10.200.120.88',
      'host/a': '10.200.214.50', // 3147eb19: 0x6b19
      'sys-net/work': '10.200.156.64', // 5f62ce20: 0x4e20
    });
  });

  it('host bits of the pool do not matter', () => {
    expect(addresses('10.200.7.9/16', ['host/a'])).toEqual({ 'host/a': '10.200.214.50' });
  });

  it('the largest pool, whose last slots are above 2^31', () => {
    // c56641b7 % 2^31 = 0x456641b7, doubled 0x8acc836e
    expect(addresses('0.0.0.0/0', ['host/c'])).toEqual({ 'host/c': '138.204.131.110' });
  });

  it('the smallest', () => {
    expect(addresses('10.0.0.6/31', ['host/a'])).toEqual({ 'host/a': '10.0.0.6' });
  });

  it('goes round the end of the pool', () => {
    // In a pool of 4: host/c 3, host/d 0, host/e 3.
    expect(addresses('10.0.0.0/29', ['host/e', 'host/d', 'host/c'])).toEqual({
      'host/c': '10.0.0.6',
      'host/d': '10.0.0.0',
      'host/e': '10.0.0.2',
    });
  });

  it('passes manual subnets over, wherever their clients come in the order', () => {
    expect(addresses('10.0.0.0/29', ['host/c'], [addressOf(10, 0, 0, 6)])).toEqual({
      'host/c': '10.0.0.0',
    });
  });

  it('hashes names as bytes', () => {
    // printf 'host/\303\251' | sha256sum: d7ca8877…
    expect(addresses('10.200.0.0/16', ['host/\xc3\xa9'])).toEqual({
      'host/\xc3\xa9': '10.200.16.238',
    });
  });
});

it('pairs are in order of netvm, then client, not of the joined text', () => {
  const pairs = ['a/z', 'a-b/c', 'a/b', 'A/z'].map(pairOf);
  expect(pairs.toSorted(comparePairs).map(({ netvm, client }) => `${netvm}/${client}`)).toEqual([
    'A/z',
    'a/b',
    'a/z',
    'a-b/c',
  ]);
});

it('gives null if the pool is too small', () => {
  const pairs = ['host/a', 'host/b'].map(pairOf);
  expect(allocate(pool('10.0.0.0/31'), pairs, [])).toBeNull();
  expect(allocate(pool('10.0.0.0/30'), pairs, [addressOf(10, 0, 0, 2)])).toBeNull();
  expect(allocate(pool('10.0.0.0/30'), pairs, [addressOf(10, 0, 0, 4)])).toHaveLength(2);
});

it('fills a pool of 2^15 slots to the last one', () => {
  const pairs = Array.from({ length: 32_768 }, (_, n) => ({ netvm: 'host', client: `vm${n}` }));
  const placements = allocate(pool('10.200.0.0/16'), pairs, []) ?? [];
  expect(new Set(placements.map(({ lower }) => lower)).size).toBe(32_768);
});

describe('properties', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', '1'), minLength: 1, maxLength: 3 });
  const pairs = fc.uniqueArray(fc.record({ netvm: name, client: name }), {
    selector: ({ client }) => client,
    maxLength: 12,
  });
  const slots = 16;
  const manual = fc.uniqueArray(
    fc.integer({ min: 0, max: slots + 2 }).map((slot) => addressOf(10, 0, 0, 2 * slot)),
    { maxLength: 4 },
  );
  const small = pool('10.0.0.0/27');

  it('no two links overlap, and none meets a manual subnet', () => {
    fc.assert(
      fc.property(pairs, manual, (pairs, manual) => {
        const placements = allocate(small, pairs, manual) ?? [];
        const lowers = placements.map(({ lower }) => lower);
        expect(new Set([...lowers, ...manual]).size).toBe(pairs.length + manual.length);
        expect(lowers.every((lower) => lower % 2 === 0)).toBe(true);
      }),
    );
  });

  it('an address depends on the pair, the pool and the manual subnets only, unless it was displaced', () => {
    fc.assert(
      fc.property(pairs, manual, (pairs, manual) => {
        for (const { pair, lower, displacedBy } of allocate(small, pairs, manual) ?? []) {
          const [alone] = allocate(small, [pair], manual) ?? [];
          expect(alone?.lower === lower).toBe(displacedBy === null);
        }
      }),
    );
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(pairs, manual, (pairs, manual) => {
        expect(allocate(small, pairs.toReversed(), manual.toReversed())).toEqual(
          allocate(small, pairs, manual),
        );
      }),
    );
  });

  it('is what trying one slot after the other gives', () => {
    fc.assert(
      fc.property(pairs, manual, (pairs, manual) => {
        const taken = new Set(manual);
        for (const { pair, lower } of allocate(small, pairs, manual) ?? []) {
          const [first] = allocate(small, [pair], []) ?? [];
          let slot = ((first?.lower ?? 0) - small.base) / 2;
          while (taken.has(small.base + 2 * slot)) slot = (slot + 1) % slots;
          expect(lower).toBe(small.base + 2 * slot);
          taken.add(lower);
        }
      }),
    );
  });
});
