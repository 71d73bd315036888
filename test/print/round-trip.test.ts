import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { known } from '../../src/resolve/demand.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import type { Data } from '../../src/vmsilo/data.ts';
import { readData } from '../../src/vmsilo/read-data.ts';
import { evaluateWith } from '../resolve/evaluate.ts';
import { anyData, canonical } from './any-data.ts';

it('reads back what it prints', () => {
  fc.assert(
    fc.property(anyData, (value) => {
      const read = evaluateBytes(printNix(value));
      expect(read).toBe(canonical(value));
    }),
    { numRuns: 2_000 },
  );
});

it('is plain data to what reads only that', async () => {
  await loadParser();
  fc.assert(
    fc.property(anyData, (value) => {
      const read = readData(printNix(value));
      expect(read === undefined ? read : canonical(read)).toBe(canonical(value));
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  'x: x',
  '{ a = b; }',
  '"${"a"}b"',
  'rec { a = 1; }',
  '[ (1 + 1) ]',
  '{ inherit null; }',
  'let true = 1; in true',
  '{ ${"a"} = 1; b.${null} = 2; }',
  './x',
  '1.5',
  '{',
])('%s is not', async (program) => {
  await loadParser();
  expect(readData(program)).toBeUndefined();
});

function evaluateBytes(printed: string): string {
  return evaluateWith('null', {}, (_, { evaluateText }) =>
    canonical(toData(evaluateText({ path: '/printed.nix', text: printed }, '/'))),
  );
}

function toData(slot: Slot): Data {
  const value = known(slot);
  if (typeof value === 'bigint') throw new Error('no integer of ours needs 64 bits');
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'list') return value.items.map(toData);
  if (value.kind !== 'set') throw new Error(`${value.kind} is not data`);
  return new Map([...value.attributes].map(([name, attribute]) => [name, toData(attribute.slot)]));
}
