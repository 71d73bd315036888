import { expect, it } from 'vitest';
import { findings } from '../network.ts';

it('warns of a configuration without VMs, and asks for nothing', () => {
  expect(findings({}, 'nonsense')).toEqual(['entry: no-vms: vmsilo is configured, and has no VM']);
});
