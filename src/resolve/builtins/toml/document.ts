import { decode, isInvalidByte } from '../../../report/utf8.ts';
import { NixError } from '../../nix-error.ts';
import type { Value } from '../../value.ts';
import type { Reader } from './reader.ts';
import { createReader, skipBlanks, skipLines } from './reader.ts';
import { addTable, assign, createTable, openTable, tableValue } from './table.ts';
import { readKey, readMember } from './value.ts';

/**
 * `builtins.fromTOML`, of TOML 1.0 without dates and times, which Nix has no value for.
 *
 * @param text a byte string
 * @throws NixError if it is not that
 */
export function parseToml(text: string): Value {
  if (Array.from(decode(text)).some(isInvalidByte)) {
    throw new NixError('value', 'this is not TOML: it is not UTF-8');
  }
  const reader = createReader(text);
  const root = createTable('header');
  let table = root;
  reader.take('\xef\xbb\xbf');
  for (skipLines(reader); !reader.isAtEnd(); skipLines(reader)) {
    if (reader.take('[[')) {
      const path = readHeader(reader);
      reader.expect(']]');
      table = addTable(root, path, reader);
    } else if (reader.take('[')) {
      const path = readHeader(reader);
      reader.expect(']');
      table = openTable(root, path, reader);
    } else {
      const path = readKey(reader);
      reader.expect('=');
      skipBlanks(reader);
      assign(table, path, readMember(reader), reader);
    }
    if (reader.match(/[ \t]*(?:#[^\n]*)?(?:\n|\r\n|$)/y) === null) {
      throw reader.fail('expected the end of the line');
    }
  }
  return tableValue(root);
}

function readHeader(reader: Reader): readonly string[] {
  skipBlanks(reader);
  return readKey(reader);
}
