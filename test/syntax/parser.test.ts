import { expect, test } from 'vitest';
import { loadedParser, loadParser } from '../../src/syntax/parser.ts';

test('nothing is parsed before the parser is loaded', async () => {
  expect(loadedParser).toThrow('loadParser() comes first');
  await loadParser();
  expect(loadedParser).not.toThrow();
});
