import fc from 'fast-check';
import { encode } from '../../src/report/utf8.ts';
import { type Data, isList } from '../../src/vmsilo/data.ts';

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

/** Data that our files could hold, and strings that look like code in it. */
export const { data: anyData } = fc.letrec<{ data: Data }>((tie) => ({
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

/** One text for each value: attributes have no order. */
export function canonical(value: Data): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  const entries = [...value].map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`);
  return `{${entries.sort().join()}}`;
}
