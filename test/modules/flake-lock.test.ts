import { describe, expect, it } from 'vitest';
import { lockedNarHash } from '../../src/modules/flake-lock.ts';

const nodes = {
  root: {
    inputs: {
      vmsilo: 'vmsilo_2',
      nixpkgs: 'nixpkgs',
      site: 'site',
      own: ['site', 'vmsilo'],
      ring: ['ring'],
    },
  },
  site: { inputs: { vmsilo: 'vmsilo' } },
  vmsilo: { locked: { narHash: 'sha256-site' } },
  vmsilo_2: { locked: { narHash: 'sha256-own' } },
  nixpkgs: { locked: {} },
};

const hashOf = (input: string, lock: unknown = { nodes, root: 'root', version: 7 }) =>
  lockedNarHash(JSON.stringify(lock), input);

describe('the hash of an input in flake.lock', () => {
  it('is that of the node which the flake names', () => {
    expect(hashOf('vmsilo')).toBe('sha256-own');
  });

  it('is that of the input which it follows', () => {
    expect(hashOf('own')).toBe('sha256-site');
  });

  it.each([
    ['what is missing', { a: ['gone', 'b'] }],
    ['what has no name', { a: [5], 5: 'b' }],
    ['nothing', {}],
  ])('is not that of a node whose name means nothing where it follows %s', (_name, inputs) => {
    const b = { locked: { narHash: 'sha256-b' }, inputs: { b: 'b' } };
    const odd = { root: { inputs }, b, null: b, '': b };
    expect(hashOf('a', { nodes: odd, root: 'root' })).toBeNull();
  });

  it('is not known where the root has no name', () => {
    expect(
      hashOf('a', { nodes: { 5: { inputs: { a: 'b' } }, b: nodes.site }, root: 5 }),
    ).toBeNull();
  });

  it.each([
    'nixpkgs',
    'missing',
    'ring',
    '__proto__',
    'toString',
  ])('is not known of %s', (input) => {
    expect(hashOf(input)).toBeNull();
  });

  it('is not looked for without an end where each input follows the next one twice', () => {
    const inputs = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`i${index}`, [`i${index + 1}`, `i${index + 1}`]]),
    );
    const lock = { nodes: { root: { inputs: { ...inputs, i60: 'root' } } }, root: 'root' };
    expect(hashOf('i0', lock)).toBeNull();
  });

  it.each([
    null,
    [],
    { nodes: [], root: 'root' },
    { nodes, root: 5 },
    { nodes: { root: { inputs: 'x' } }, root: 'root' },
  ])('is not known of what is no lock file: %j', (lock) => {
    expect(hashOf('vmsilo', lock)).toBeNull();
  });

  it('is not known of what is not JSON', () => {
    expect(lockedNarHash('{', 'vmsilo')).toBeNull();
  });
});
