import { describe, expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { decode, encode } from '../../src/report/utf8.ts';
import { hashInputs } from '../../src/vmsilo/inputs-hash.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import { evaluate, needsNix, nixVersion } from '../oracle/nix.ts';
import { entry, networkOf } from './network.ts';

describe.skipIf(nixVersion === null)(`of names that JSON escapes ${needsNix}`, () => {
  // Without backspace and form feed, which older releases of Nix write as `\u0008` and `\u000c`.
  const controls = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).filter(
    (character) => character !== '\b' && character !== '\f',
  );
  const names = [
    encode('é'),
    encode('😀'),
    encode('\u2028'),
    'a"\\/<>&\'$',
    ...controls,
    '\x7f',
    '',
    '10',
    '9',
  ];

  it('is what Nix computes', () => {
    const plan = planNetwork(networkOf(Object.fromEntries(names.map((name) => [name, {}]))), entry);
    const set = new Map(names.map((name) => [name, null]));
    const vms = decode(printNix(set));
    expect(hashInputs(plan)).toBe(
      evaluate(`builtins.hashString "sha256" (builtins.toJSON { range = null; vms = ${vms}; })`),
    );
  });
});
