import { expect, it } from 'vitest';
import { diagnosticsOf, findings, relatedPlaces } from '../network.ts';

// The last of the first 8 hex digits of SHA-256, which alone decide in a pool of 2 or 4 slots:
// host/c 7, host/d c, host/e 3, sys-net/banking c.

const onHost = { netvm: 'host' };

it('says which link moved, and where to', () => {
  const vms = { c: onHost, e: onHost };
  expect(findings(vms, '10.0.0.0/29')).toEqual([
    'e.netvm: slot-collision: the links of `c` and `e` hash to the same /31: `e` moves to `10.0.0.0/31`',
  ]);
  expect(relatedPlaces(diagnosticsOf(vms, '10.0.0.0/29')[0])).toEqual(['c.netvm: the link of `c`']);
});

it('is reported at the later client by name, which need not be the one that moved', () => {
  const vms = { d: onHost, 'sys-net': { isNetvm: true }, banking: { netvm: 'sys-net' } };
  expect(findings(vms, '10.0.0.0/30')).toEqual([
    'd.netvm: slot-collision: the links of `banking` and `d` hash to the same /31: `banking` moves to `10.0.0.2/31`',
  ]);
});

it('is not said of a slot that a manual subnet holds: that one holds it anyway', () => {
  const manual = { netvm: 'host', subnet: '10.0.0.6/31' };
  expect(findings({ c: onHost, z: manual }, '10.0.0.0/29')).toEqual([]);
});

it('is said although something else is wrong', () => {
  expect(findings({ c: onHost, e: onHost, z: { netvm: 'z' } }, '10.0.0.0/29')).toHaveLength(2);
});
