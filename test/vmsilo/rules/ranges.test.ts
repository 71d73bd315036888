import { describe, expect, it } from 'vitest';
import { diagnosticsOf, findings, unread } from '../network.ts';

const client = { a: { netvm: 'host' } };
const withRange = (range: string) => findings(client, range);

it('the pool is only asked for if a link is allocated from it', () => {
  expect(findings({ a: { netvm: 'host', subnet: '10.0.0.0/31' }, b: {} }, 'nonsense')).toEqual([]);
});

it('nothing is said about a pool that could not be read', () => {
  expect(findings(client, unread)).toEqual([]);
});

describe('range-malformed', () => {
  it.each([
    '',
    '10.200.0.0',
    '10.200.0.0/33',
    '10.200.0.0/08',
    '10.200.0.0/16\n',
  ])('%j', (range) => {
    expect(withRange(range)).toHaveLength(1);
    expect(withRange(range)[0]).toMatch(/^range: range-malformed: .* is not an IPv4 range$/);
  });

  it('a /32 holds no link', () => {
    expect(withRange('10.200.0.0/32')).toEqual([
      'range: range-malformed: `10.200.0.0/32` is a single address, and a link takes two',
    ]);
  });
});

describe('range-exhausted', () => {
  const subnet = { netvm: 'host', subnet: '10.0.0.2/31' };

  it('counts the clients, and the slots that manual subnets hold', () => {
    const vms = {
      ...client,
      b: { netvm: 'host' },
      c: { netvm: 'host' },
      d: { netvm: 'host' },
      e: subnet,
    };
    expect(findings(vms, '10.0.0.0/29')).toEqual([
      'range: range-exhausted: `10.0.0.0/29` has 3 of its 4 /31 subnets free, and 4 VMs take one each',
    ]);
    expect(diagnosticsOf(vms, '10.0.0.0/29')[0]?.help).toBe(
      'a larger range is needed: a /28 is enough',
    );
    expect(findings(vms, '10.0.0.0/28').join()).not.toContain('range-exhausted');
  });

  it('a pool may be filled to the last slot', () => {
    expect(findings(client, '10.0.0.0/31')).toEqual([]);
    expect(findings({ ...client, e: subnet }, '10.0.0.0/30')).toEqual([]);
  });

  it('leaves manual subnets outside the pool out', () => {
    expect(findings({ ...client, e: subnet }, '10.9.0.0/31')).toEqual([]);
  });
});

describe('range-unusable', () => {
  it.each([
    ['0.0.0.0/8', '0.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/8'],
    ['126.0.0.0/7', '127.0.0.0/8'],
    ['169.254.7.0/24', '169.254.0.0/16'],
    ['239.255.0.0/16', '224.0.0.0/4'],
    ['255.255.255.254/31', '240.0.0.0/4'],
  ])('%s meets %s', (range, block) => {
    expect(withRange(range)).toHaveLength(1);
    expect(withRange(range)[0]).toContain(`range-unusable: \`${range}\` meets \`${block}\``);
  });

  it('is said of manual subnets, too', () => {
    expect(findings({ a: { netvm: 'host', subnet: '127.0.0.0/31' } })).toEqual([
      'a.subnet: range-unusable: `127.0.0.0/31` meets `127.0.0.0/8`, which is reserved for loopback',
    ]);
  });
});

describe('range-host-bits', () => {
  it('offers the network', () => {
    expect(withRange('10.200.3.4/16')).toEqual([
      'range: range-host-bits: `10.200.3.4/16` has bits set after its prefix, which are ignored',
    ]);
    expect(diagnosticsOf(client, '10.200.3.4/16')[0]?.help).toBe('write `10.200.0.0/16`');
  });
});

describe('range-public', () => {
  it.each([
    '8.0.0.0/8',
    '10.0.0.0/7',
    '172.32.0.0/16',
    '100.128.0.0/16',
    '192.168.0.0/15',
  ])('%s', (range) => {
    expect(withRange(range)).toEqual([
      `range: range-public: \`${range}\` is not within a private range`,
    ]);
  });

  it.each([
    '10.0.0.0/8',
    '172.31.0.0/16',
    '192.168.255.0/24',
    '100.127.255.254/31',
  ])('not %s', (range) => {
    expect(withRange(range)).toEqual([]);
  });
});
