import { expect, test } from 'vitest';
import { colorOf } from '../../src/vmsilo/color.ts';

test.each([
  ['red', 'red'],
  ['aliceblue', 'aliceblue'],
  ['yellowgreen', 'yellowgreen'],
  ['DarkGreen', 'darkgreen'],
  ['#0af', '#0af'],
  ['#00AAff', '#00aaff'],
])('%s is %s', (text, color) => {
  expect(colorOf(text)).toBe(color);
});

test.each([
  '',
  'reddish',
  'infrared',
  '#00aaf',
  '#00aaff0',
  '#0ag',
  ' #0af',
  '#0af;',
  'red;background:url(x)',
])('%j is no colour', (text) => {
  expect(colorOf(text)).toBeNull();
});
