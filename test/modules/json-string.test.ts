import { parseTree } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { textIn } from '../../src/modules/json-string.ts';
import { encode } from '../../src/report/utf8.ts';

/** The text of a JSON value that stands behind a space, as bytes; where each of them and the end stand. */
function read(json: string): readonly [text: string, offsets: readonly number[]] | null {
  const source = { path: '/s.json', text: ` ${encode(json)}` };
  const node = parseTree(source.text);
  if (node === undefined) throw new Error('this is not JSON');
  const found = textIn(node, source);
  if (found === null) return null;
  expect(found).toMatchObject({ path: '/s.json', within: { source } });
  return [found.text, found.within?.offsets ?? []];
}

test.each([
  ['""', '', [2]],
  ['"ab"', 'ab', [2, 3, 4]],
  ['"é"', encode('é'), [2, 3, 4]],
  [String.raw`"a\nb"`, 'a\nb', [2, 3, 5, 6]],
  [String.raw`"\\\""`, '\\"', [2, 4, 6]],
  [String.raw`"\u00e9x"`, encode('éx'), [2, 2, 8, 9]],
  [String.raw`"\uD83D\uDE00x"`, encode('😀x'), [2, 2, 2, 2, 14, 15]],
  [String.raw`"\ud83dx"`, encode('\ud83dx'), [2, 2, 2, 8, 9]],
])('%s', (json, text, offsets) => {
  expect(read(json)).toEqual([text, offsets]);
});

test.each(['5', 'null', '["a"]', '{ "a": "b" }'])('%s is no string', (json) => {
  expect(read(json)).toBeNull();
});
