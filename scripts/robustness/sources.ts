import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../fuzz/random.ts';
import { mutate } from '../mutants/mutate.ts';
import { deriver, type Grammar } from './derive.ts';

/** Texts that are Nix, nearly Nix or nothing, one character a byte. */
export type Sources = (random: Random) => string;

const largest = 6_000;

/** @param root the project's folder */
export function sourcesOf(root: string): Sources {
  const grammar: Grammar = JSON.parse(readFileSync(join(root, 'grammar/src/grammar.json'), 'utf8'));
  const derive = deriver(grammar);
  const real = ['fixtures', 'test', 'examples', 'nix', 'grammar/test'].flatMap((folder) =>
    nixTexts(join(root, folder)),
  );

  const base = (random: Random): string =>
    random.chance(0.5) ? derive(random).slice(0, largest) : anyOf(real, random);

  return (random) => {
    let text = base(random);
    for (let left = random.pick([0, 1, 1, 2, 3, 6]); left > 0; left--) {
      text = text !== '' && random.chance(0.4) ? mutate(text, random) : distort(text, base, random);
    }
    return text;
  };
}

function anyOf(texts: readonly string[], random: Random): string {
  return texts[random.below(texts.length)] ?? '';
}

function nixTexts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(nix|txt)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size <= largest)
    .map((path) => readFileSync(path, 'latin1'));
}

/** What neither people nor editors do to a text. */
function distort(text: string, other: (random: Random) => string, random: Random): string {
  const at = random.below(text.length + 1);
  const put = (piece: string): string => text.slice(0, at) + piece + text.slice(at);
  switch (random.below(8)) {
    case 0:
      return put(randomBytes(random, 1 + random.below(8)));
    case 1: {
      const splice = other(random);
      const from = random.below(splice.length + 1);
      return text.slice(0, at) + splice.slice(from);
    }
    case 2: {
      const [open, close] = random.pick(brackets);
      const depth = 2 ** random.below(13);
      return (
        open.repeat(depth) + text.slice(0, at) + (random.chance(0.7) ? close.repeat(depth) : '')
      );
    }
    case 3: {
      const end = at + random.below(20);
      return text.slice(0, end) + text.slice(at, end).repeat(random.below(30)) + text.slice(end);
    }
    case 4:
      return put(random.pick(nasty));
    case 5:
      return randomBytes(random, random.below(200));
    case 6:
      return text.slice(at) + text.slice(0, at);
    default:
      return text.slice(0, at) + text.slice(at + random.below(40));
  }
}

const brackets: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['(', ')'],
  ['[', ']'],
  ['{a=', ';}'],
  ['"${', '}"'],
  ["''${", "}''"],
  ['x: ', ''],
  ['- ', ''],
  ['!', ''],
  ['let a = ', '; in a'],
  ['if ', ' then a else b'],
  ['a.', ''],
  ['a ++ ', ''],
  ['a -> ', ''],
  ['./a${', '}'],
];

const nasty = [
  '\0',
  '\xef\xbb\xbf',
  '\xc0\x80',
  '\xed\xa0\x80',
  '\xf4\x90\x80\x80',
  '\xe2\x80\xae',
  '\x1b[2J',
  '\r',
  '/*',
  "''",
  '"',
  '${',
  '$${',
  "''${",
  "''\\",
  '<<<<<<< HEAD\n',
  '=======\n',
  '\n>>>>>>> b\n',
  '//',
  '|>',
  '<|',
  '@',
  '...',
  '1.0e999999',
  '99999999999999999999',
  '~/',
  '<a',
  'a:b',
] as const;

function randomBytes(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(random.below(256))).join('');
}
