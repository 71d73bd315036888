import { expect, test } from 'vitest';
import { printVerified, printVerifiedJson, type Verified } from '../../src/print/differences.ts';
import { viewOf } from '../vmsilo/network.ts';

const [vm] = viewOf({ a: { netvm: 'host' } }).vms;

const verified: Verified = {
  what: 'the file `x.nix`',
  label: 'file',
  compared: 9,
  unknown: 2,
  differences: [
    { vm: null, attribute: '# inputs', ours: 'abc', theirs: undefined, view: null },
    { vm: 'caf\xc3\xa9', attribute: null, ours: undefined, theirs: true, view: null },
    { vm: 'a', attribute: 'netvm', ours: 'host', theirs: 'x'.repeat(80), view: vm?.netvm ?? null },
  ],
};

test('a difference has both values, the way of ours, and what is not there', () => {
  expect(printVerified(verified, { workingFolder: '/', colour: false })).toBe(`\
# inputs
  computed  "abc"
  file      not there
café
  computed  not there
  file      true
a: netvm
  computed  "host"
  file      "${'x'.repeat(63)}…
  written   a.netvm:1:1
the file \`x.nix\` differs: 9 values compared, 3 differences, 2 can't be known here
`);
});

test('for tools, what is not there is left out', () => {
  const told = JSON.parse(printVerifiedJson([verified, { ...verified, label: 'Nix' }], '/'));
  expect(told.verified.map(({ against }: { against: string }) => against)).toEqual(['file', 'nix']);
  expect(told.verified[0].differences.slice(0, 2)).toEqual([
    { vm: null, attribute: '# inputs', computed: 'abc', value: null },
    { vm: 'café', attribute: null, found: true, value: null },
  ]);
  expect(told.verified[0].differences[2].value).toMatchObject({ value: 'host', isDefault: false });
});
