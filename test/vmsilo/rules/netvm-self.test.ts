import { expect, it } from 'vitest';
import { findings } from '../network.ts';

it('reports a VM that routes through itself, and nothing that follows', () => {
  expect(findings({ a: { netvm: 'a' } })).toEqual([
    'a.netvm: netvm-self: `a` routes through itself',
  ]);
});
