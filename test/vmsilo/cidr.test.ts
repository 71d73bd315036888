import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, meets, networkOf, parseCidr, printCidr } from '../../src/vmsilo/cidr.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === null) throw new Error(text);
  return parsed;
};

describe('parseCidr', () => {
  it('reads addresses above 2^31 as positive', () => {
    expect(cidr('255.255.255.255/32')).toEqual({ address: 2 ** 32 - 1, prefix: 32 });
    expect(cidr('128.0.0.1/0')).toEqual({ address: 2 ** 31 + 1, prefix: 0 });
  });

  it('reads what printCidr prints', () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        expect(parseCidr(printCidr({ address, prefix }))).toEqual({ address, prefix });
      }),
    );
  });

  it('reads nothing else', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0123./ '), maxLength: 14 });
    fc.assert(
      fc.property(near, (text) => {
        const parsed = parseCidr(text);
        expect(parsed === null || printCidr(parsed) === text).toBe(true);
      }),
    );
  });
});

describe('blocks', () => {
  it('networkOf clears the bits after the prefix', () => {
    expect(printCidr(networkOf(cidr('203.0.113.77/25')))).toBe('203.0.113.0/25');
    expect(printCidr(networkOf(cidr('203.0.113.77/0')))).toBe('0.0.0.0/0');
    expect(printCidr(networkOf(cidr('203.0.113.77/32')))).toBe('203.0.113.77/32');
  });

  it('contains and meets', () => {
    expect(contains(cidr('10.0.0.0/8'), cidr('10.9.0.0/16'))).toBe(true);
    expect(contains(cidr('10.9.0.0/16'), cidr('10.0.0.0/8'))).toBe(false);
    expect(meets(cidr('10.9.0.0/16'), cidr('10.0.0.0/8'))).toBe(true);
    expect(meets(cidr('11.0.0.0/8'), cidr('10.0.0.0/8'))).toBe(false);
    expect(meets(cidr('255.0.0.0/8'), cidr('0.0.0.0/0'))).toBe(true);
  });
});
