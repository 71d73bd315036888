import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../../src/vmsilo/rules/index.ts';
import { findings } from '../network.ts';

it('lists every rule of the folder', () => {
  const folder = join(import.meta.dirname, '../../../src/vmsilo/rules');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(rules).toHaveLength(files.length - ['index.ts', 'rule.ts'].length);
  expect(new Set(rules).size).toBe(rules.length);
});

it('reports all independent problems in one run', () => {
  const vms = {
    a: { netvm: 'nobody' },
    b: { netvm: 'b' },
    c: { netvm: 'host', subnet: '10.0.0.0' },
    d: { netvm: 'host', subnet: '10.0.0.1/31' },
    e: { netvm: 'host' },
    f: { subnet: '10.0.0.0/31' },
    'g h': { netvm: 'host', subnet: '10.0.0.0/31' },
    host: {},
  };
  expect(findings(vms, '8.8.8.8').map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
    'a.netvm netvm-unknown',
    'b.netvm netvm-self',
    'c.subnet subnet-malformed',
    'd.subnet subnet-odd-address',
    'f.subnet subnet-without-netvm',
    'range range-malformed',
    'g h name-invalid',
    'host name-reserved',
  ]);
});
