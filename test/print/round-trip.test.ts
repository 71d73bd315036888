import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { encode } from '../../src/report/utf8.ts';
import { known } from '../../src/resolve/demand.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { type Data, isList } from '../../src/vmsilo/data.ts';
import { readData } from '../../src/vmsilo/read-data.ts';
import { evaluateWith } from '../resolve/evaluate.ts';

const nasty = fc
  .array(
    fc.constantFrom(
      ...['${', '$', '{', '}', "'", "''", '"', '\\', '\n', '\r', '\t', ' ', '  ', 'a', '#', '/*'],
      ...['\r\n', '\x01', '\x7f', '\xff', encode('é'), encode('😀'), encode('\ufeff')],
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

const bytes = fc
  .array(fc.integer({ min: 1, max: 255 }), { maxLength: 20 })
  .map((codes) => String.fromCharCode(...codes));

const text = fc.oneof(nasty, bytes);

const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('data'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(text, tie('data')), { maxLength: 4, selector: ([name]) => name })
      .map((entries) => new Map(entries)),
  ),
}));

it('reads back what it prints', () => {
  fc.assert(
    fc.property(data, (value) => {
      const read = evaluateBytes(printNix(value));
      expect(read).toBe(canonical(value));
    }),
    { numRuns: 2_000 },
  );
});

it('is plain data to what reads only that', async () => {
  await loadParser();
  fc.assert(
    fc.property(data, (value) => {
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

/** One text for each value: attributes have no order. */
function canonical(value: Data): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  const entries = [...value].map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`);
  return `{${entries.sort().join()}}`;
}
