import { expect, it } from 'vitest';
import { diagnosticsOf, findings, relatedPlaces } from '../network.ts';

const through = (netvm: string) => ({ netvm, isNetvm: true });

it('reports a ring once, at its first VM by name, drawn in order', () => {
  const vms = { b: through('c'), c: through('a'), a: through('b') };
  expect(findings(vms)).toEqual([
    'a.netvm: netvm-cycle: these VMs route through one another in a ring: `a` -> `b` -> `c` -> `a`',
  ]);
  expect(relatedPlaces(diagnosticsOf(vms)[0])).toEqual([
    'b.netvm: `b` routes through `c`',
    'c.netvm: `c` routes through `a`',
  ]);
});

it('leaves out VMs that lead into a ring', () => {
  const vms = { a: through('y'), x: through('y'), y: through('x') };
  expect(findings(vms)).toEqual([
    'x.netvm: netvm-cycle: these VMs route through one another in a ring: `x` -> `y` -> `x`',
  ]);
});

it('reports every ring', () => {
  const vms = { a: through('b'), b: through('a'), c: through('d'), d: through('c') };
  expect(findings(vms)).toHaveLength(2);
});

it('accepts a netvm that is a client itself', () => {
  expect(findings({ a: through('b'), b: through('c'), c: through('host') })).toEqual([]);
});
