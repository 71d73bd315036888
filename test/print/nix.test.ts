import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { decode, encode } from '../../src/report/utf8.ts';
import { attributes, type Data, isList } from '../../src/vmsilo/data.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';

describe('layout', () => {
  it('has every form once', () => {
    const value = attributes({
      nothing: null,
      yes: true,
      answer: 42,
      below: -1,
      text: 'a "b"',
      empty: [],
      none: attributes({}),
      one: ['x'],
      nested: [[[]]],
      negative: [-1],
      two: ['x', 1],
      module: [attributes({ a: 1 })],
      lines: 'a\n\n  b\n',
      blocks: ['a\n'],
      deep: attributes({ '0.0.0.0/0': attributes({ via: '10.0.0.1' }) }),
    });
    expect(printNix(value)).toBe(
      `{
  nothing = null;
  yes = true;
  answer = 42;
  below = -1;
  text = "a \\"b\\"";
  empty = [ ];
  none = { };
  one = [ "x" ];
  nested = [ [ [ ] ] ];
  negative = [ (-1) ];
  two = [
    "x"
    1
  ];
  module = [
    {
      a = 1;
    }
  ];
  lines = ''
    a

      b
  '';
  blocks = [
    ''
      a
    ''
  ];
  deep = {
    "0.0.0.0/0" = {
      via = "10.0.0.1";
    };
  };
}`,
    );
  });

  it('keeps the order of attributes, also of names that look like numbers', () => {
    const set = new Map([
      ['b', 1],
      ['2', 2],
      ['1', 3],
    ]);
    expect(printNix(set)).toBe('{\n  b = 1;\n  "2" = 2;\n  "1" = 3;\n}');
  });
});

describe('attribute names', () => {
  it.each([
    ['a', 'a'],
    ['_', '_'],
    ["a-b_c'1", "a-b_c'1"],
    ['', '""'],
    ['1a', '"1a"'],
    ['-a', '"-a"'],
    ['a.b', '"a.b"'],
    ['a\n', '"a\\n"'],
    ['a$b${c}"\\', '"a\\$b\\${c}\\"\\\\"'],
    ['or', '"or"'],
    ['inherit', '"inherit"'],
    ['null', 'null'],
  ])('%j', (name, printed) => {
    expect(printNix(new Map([[name, 1]]))).toBe(`{\n  ${printed} = 1;\n}`);
  });
});

describe('strings', () => {
  it.each([
    ['', '""'],
    ['\n', '"\\n"'],
    [' a\n', '" a\\n"'],
    ['a', '"a"'],
    ['a\nb', '"a\\nb"'],
    ['a\tb\r\n', '"a\\tb\\r\\n"'],
    ["it's\n", '"it\'s\\n"'],
    ["'${a}\n", '"\'\\${a}\\n"'],
    ['$', '"$"'],
    ['$a', '"$a"'],
    ['${a}', '"\\${a}"'],
    ['$${a}', '"$\\${a}"'],
    ['\\${a}', '"\\\\\\${a}"'],
    ['a\n', "''\n  a\n''"],
    ['\na\n', "''\n\n  a\n''"],
    [' a\nb\n', "''\n   a\n  b\n''"],
    ['a \n  \n', "''\n  a \n    \n''"],
    ['"a"\n', "''\n  \"a\"\n''"],
  ])('%j', (text, printed) => {
    expect(printNix(text)).toBe(printed);
  });
});

describe.skipIf(nixVersion === null)(`what is printed, read by real Nix ${needsNix}`, () => {
  const nasty = fc
    .array(
      fc.constantFrom(
        ...['${', '$', '{', '}', "'", "''", '"', '\\', '\n', '\r', '\t', ' ', '  ', 'a', '#'],
        ...['\r\n', '\x01', '\x7f', encode('é'), encode('😀'), encode('\u2028'), encode('\ufeff')],
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join(''));
  const any = fc
    .string({ unit: 'binary', maxLength: 20 })
    .map((text) => text.replaceAll('\0', ''))
    .map(encode);
  const text = fc.oneof(
    nasty,
    any,
    nasty.map((start) => `${start}a\n`),
  );

  const { data } = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Data>(null, true, false),
      fc.maxSafeInteger(),
      text,
      fc.array(tie('data'), { maxLength: 3 }),
      fc
        .uniqueArray(fc.tuple(text, tie('data')), { selector: ([name]) => name, maxLength: 3 })
        .map((entries) => new Map(entries)),
    ),
  }));

  it('is the same value', () => {
    const values = fc.sample(data, 1_000);
    expect(evaluate(decode(printNix(values)))).toEqual(toJson(values));
  });

  it('is the same bytes, UTF-8 or not', () => {
    const bytes = fc
      .uint8Array({ maxLength: 30 })
      .map((array) => Buffer.from(array.filter((byte) => byte !== 0)).toString('latin1'));
    const samples = fc.sample(
      fc.oneof(
        bytes,
        bytes.map((text) => `a${text}\n`),
      ),
      300,
    );
    const hashes = samples.map((sample) =>
      createHash('sha256').update(sample, 'latin1').digest('hex'),
    );
    expect(hashesInNix(printNix(samples))).toEqual(hashes);
  });
});

/** What `builtins.toJSON` makes of a value, parsed. */
function toJson(value: Data): unknown {
  if (typeof value === 'string') return decode(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toJson);
  return Object.fromEntries(Array.from(value, ([name, item]) => [decode(name), toJson(item)]));
}

/** Hashes a printed list of strings; it reaches Nix as a file, since it may not be UTF-8. */
function hashesInNix(printed: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'print-nix-'));
  try {
    const file = join(folder, 'strings.nix');
    writeFileSync(file, printed, 'latin1');
    return evaluate(`map (builtins.hashString "sha256") (import ${nixPath(file)})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
