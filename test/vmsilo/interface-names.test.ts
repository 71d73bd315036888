import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameBridges } from '../../src/vmsilo/bridges.ts';
import { assignIds } from '../../src/vmsilo/ids.ts';
import { nameTaps } from '../../src/vmsilo/taps.ts';

function bridges(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const names = [...new Set(pairs.flat())].sort();
  const links = pairs.map(([netvm, client]) => ({ netvm, client }));
  return Object.fromEntries(nameBridges(links, assignIds(names)));
}

describe('ids', () => {
  it('count from 3', () => {
    expect([...assignIds(['a', 'b'])]).toEqual([
      ['a', 3],
      ['b', 4],
    ]);
  });
});

describe('bridges', () => {
  it('are named after both ends', () => {
    expect(bridges([['sys-net', 'work']])).toEqual({ work: 'br-sys-net-work' });
  });

  it('have the id of the client if that is longer than 15 bytes', () => {
    expect(bridges([['sys-net', 'work2']])).toEqual({ work2: 'br4-sys-net-wor' });
  });

  it('have the id if two links would have the same', () => {
    expect(
      bridges([
        ['a-b', 'c'],
        ['a', 'b-c'],
      ]),
    ).toEqual({ c: 'br6-a-b-c', 'b-c': 'br5-a-b-c' });
  });

  it('are distinct, and of at most 15 bytes', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '1', '-'), minLength: 1, maxLength: 20 });
    const pairs = fc.uniqueArray(fc.tuple(name, name), { selector: ([, client]) => client });
    fc.assert(
      fc.property(pairs, (pairs) => {
        const names = Object.values(bridges(pairs));
        expect(new Set(names).size).toBe(pairs.length);
        expect(names.every((bridge) => bridge.length <= 15)).toBe(true);
      }),
    );
  });
});

describe('TAPs', () => {
  const names = (vm: string, id: number, interfaces: readonly string[]) =>
    nameTaps(vm, id, interfaces).map((tap) => [tap.interface, tap.name]);

  it('are numbered from 22, in the order of the sorted interfaces', () => {
    expect(names('work', 3, ['upstream', 'lan', 'upstream'])).toEqual([
      ['lan', 'work-22'],
      ['upstream', 'work-23'],
    ]);
  });

  it('have the id of the VM if its name has to be cut', () => {
    expect(names('bankingsuper', 3, ['a'])).toEqual([['a', 'bankingsuper-22']]);
    expect(names('bankingsupers', 3, ['a'])).toEqual([['a', 'bankingsupe3-22']]);
    expect(names('bankingsupers', 1234, ['a'])).toEqual([['a', 'bankings1234-22']]);
  });
});
