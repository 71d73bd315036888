import { expect, test } from 'vitest';
import { lineSpan, locate } from '../../src/report/location.ts';
import type { Source } from '../../src/report/span.ts';
import { sourceOf } from './sources.ts';

function at(source: Source, offset: number): string {
  const { line, column } = locate(source, offset);
  return `${line}:${column}`;
}

test('an empty source has one place', () => {
  expect(at(sourceOf(''), 0)).toBe('1:1');
});

test('lines break at LF', () => {
  const source = sourceOf('a\nbc\n');
  expect([0, 1, 2, 3, 4, 5].map((offset) => at(source, offset))).toEqual([
    '1:1',
    '1:2',
    '2:1',
    '2:2',
    '2:3',
    '3:1',
  ]);
});

test('CRLF is one break, and the CR is no part of the line', () => {
  const source = sourceOf('a\r\nb');
  expect(at(source, 3)).toBe('2:1');
  expect(lineSpan(source, 1)).toMatchObject({ start: 0, end: 1 });
});

test('a lone CR breaks no line', () => {
  expect(at(sourceOf('a\rb'), 2)).toBe('1:3');
});

test('columns count code points, not bytes or UTF-16 units', () => {
  const source = sourceOf('"é😀" x');
  expect(at(source, source.text.indexOf('x'))).toBe('1:6');
});

test('a tab is one column', () => {
  expect(at(sourceOf('\t\tx'), 2)).toBe('1:3');
});

test('a byte that is not UTF-8 is one column', () => {
  expect(at({ path: '/a.nix', text: '"\xff\xe2\x82" x' }, 6)).toBe('1:7');
});

test('the last line may have no LF', () => {
  expect(lineSpan(sourceOf('a\nbc'), 2)).toMatchObject({ start: 2, end: 4 });
});

test('a line that the source does not have is empty, at its end', () => {
  expect(lineSpan(sourceOf('a\nbc'), 3)).toMatchObject({ start: 4, end: 4 });
});
