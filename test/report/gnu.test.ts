import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { report } from '../../src/report/report.ts';
import { marked } from './sources.ts';

const settings = { workingFolder: '/tree', root: '/tree', colour: false, width: 100 };

function finding(text: string, path?: string): Diagnostic {
  return {
    code: 'netvm-unknown',
    message: 'no VM is named `sys-nett`',
    help: 'Did you mean `sys-net`?',
    span: marked(text, path),
    related: [],
  };
}

test('one line: place, severity, message, code', () => {
  expect(report([finding('{\n  netvm = |"sys-nett"|;\n}')], 'gnu', settings)).toBe(
    'configuration.nix:2:11: error: no VM is named `sys-nett` [netvm-unknown]\n',
  );
});

test.each([
  ['/tree/hosts/a.nix', 'hosts/a.nix'],
  ['/etc/nixos/a.nix', '../etc/nixos/a.nix'],
  ['/tree', '.'],
  ['<command line>', '<command line>'],
  ['/tree/a\x1b\nb.nix', 'a\\u{1b}\\nb.nix'],
])('the path %j is shown as %s', (path, shown) => {
  expect(report([finding('||', path)], 'gnu', settings)).toBe(
    `${shown}:1:1: error: no VM is named \`sys-nett\` [netvm-unknown]\n`,
  );
});

test('a message is one line, whatever is in it', () => {
  const diagnostic = { ...finding('||'), message: 'a\nb\x1b[2J' };
  expect(report([diagnostic], 'gnu', settings)).toBe(
    'configuration.nix:1:1: error: a\\nb\\u{1b}[2J [netvm-unknown]\n',
  );
});

test('no diagnostics, no text', () => {
  expect(report([], 'gnu', settings)).toBe('');
});
