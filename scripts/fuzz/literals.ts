import type { Random } from './random.ts';
import type { Dialect } from './templates.ts';
import type { Tree } from './tree.ts';
import { atom } from './tree.ts';

const small = [
  ...(['0', '1', '2', '3', '5', '7', '10', '255', '(-1)', '(-3)', '0', '1', '2', '3'] as const),
] as const;

const integers = [
  ...small,
  ...['9007199254740991', '9007199254740992', '9007199254740993', '(-9007199254740993)'],
  ...['4611686018427387904', '3037000500', '9223372036854775807', '(-9223372036854775807 - 1)'],
] as const;

const floats = [
  ...(['0.0', '1.0', '0.1', '1.5', '2.5', '(-0.5)', '(-0.0)', '1.0e3', '.5', '3.'] as const),
  ...['1.0e16', '1.0e-7', '123456789.123', '1.0e308', '4.9e-324', '9007199254740993.0', '0.3'],
];

export function integer(random: Random, dialect: Dialect): Tree {
  return atom(random.pick(dialect === 'shared' ? small : integers));
}

export function floating(random: Random): Tree {
  return atom(random.pick(['1.0', ...floats]));
}

export function path(random: Random): Tree {
  return atom(
    random.pick(['/a', '/a/b', './a', './a/b', '../x', '/.', './.', '/a/b/../c', './a.b']),
  );
}

const quoted = [
  ...['a', 'b', 'c', 'a.b', '1.2', 'x y', '/', 'A', '', '-', '0', 'host', 'a', 'b'],
  ...['\\n', '\\t', '\\r', '\\"', '\\\\', '\\$', '\\${', '\\a', '\\\n', '\n', '\r', '\r\n', '\t'],
  ...['$', '$$', '$a', "'", "''", '\xc3\xa9', '\xff', '#', '$${', '\\\xe9', '/*'],
] as const;

const indented = [
  ...['a', 'b', '  a', 'a ', '', ' ', '  ', '\n', '\n', '\n  ', '\n    ', '\n\t', '\r\n', '\r'],
  ...[
    "'''",
    "''$",
    "''\\n",
    "''\\t",
    "''\\r",
    "''\\a",
    "''\\\n",
    "''\\'",
    '$',
    '$$',
    '$${',
    "''${",
  ],
  ...['\\', '\\n', '"', '\xc3\xa9', '\xff', "'a", '#', '\t'],
] as const;

/** @param inner what `${…}` holds */
export function text(random: Random, inner: () => Tree): Tree {
  if (random.chance(0.5))
    return atom(random.pick(['"a"', '"b"', '"a"', '""', '"ab"', '"c"', '"h0"']));
  const isQuoted = random.chance(0.6);
  const delimiter = isQuoted ? '"' : "''";
  const pieces: (string | Tree)[] = [delimiter];
  for (let left = random.below(isQuoted ? 5 : 9); left > 0; left--) {
    const word: string = random.pick(isQuoted ? ['', ...quoted] : ['', ...indented]);
    if (random.chance(0.12)) {
      pieces.push({ pieces: ['${', inner(), '}'], role: 'optional', isAtom: false });
    } else pieces.push({ pieces: [word], role: 'optional', isAtom: false });
  }
  return atom(...pieces, delimiter);
}
