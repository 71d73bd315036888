import { describe, expect, it } from 'vitest';
import { diagnosticsOf, findings, relatedPlaces, unread } from '../network.ts';

const withSubnet = (subnet: string) => findings({ a: { netvm: 'host', subnet } });

describe('subnet-malformed', () => {
  it.each([
    '',
    '10.0.0.0',
    '10.0.0/31',
    '10.0.0.0.0/31',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/031',
    '010.0.0.0/31',
    '10.00.0.0/31',
    '10.0.0.256/31',
    ' 10.0.0.0/31',
    '10.0.0.0/31 ',
    '10.0.0.0 /31',
    '10.0.0.-1/31',
    '+10.0.0.0/31',
    '0x0a.0.0.0/31',
    '10.0.0.0/31/31',
    'fd00::/127',
  ])('%j', (subnet) => {
    expect(withSubnet(subnet)).toEqual([
      `a.subnet: subnet-malformed: \`${subnet}\` is not an IPv4 subnet`,
    ]);
  });

  it('shows control characters escaped', () => {
    expect(withSubnet('10.0.0.0/31\n')).toEqual([
      'a.subnet: subnet-malformed: `10.0.0.0/31\\n` is not an IPv4 subnet',
    ]);
  });
});

describe('subnet-not-31', () => {
  it.each(['10.0.0.0/30', '10.0.0.1/32', '10.0.0.1/0'])('%s', (subnet) => {
    const prefix = subnet.split('/')[1];
    expect(withSubnet(subnet)).toEqual([
      `a.subnet: subnet-not-31: \`${subnet}\` is a /${prefix}, and a link takes a /31`,
    ]);
  });
});

describe('subnet-odd-address', () => {
  it('offers the even one', () => {
    const vms = { a: { netvm: 'host', subnet: '10.0.0.1/31' } };
    expect(findings(vms)).toEqual([
      'a.subnet: subnet-odd-address: `10.0.0.1/31` starts at an odd address',
    ]);
    expect(diagnosticsOf(vms)[0]?.help).toContain('`10.0.0.0/31`');
  });
});

describe('subnet-overlap', () => {
  const same = { netvm: 'host', subnet: '10.0.0.2/31' };

  it('is reported at the later of the two by name', () => {
    const vms = { b: same, a: same };
    expect(findings(vms)).toEqual([
      'b.subnet: subnet-overlap: `b` and `a` have the same subnet `10.0.0.2/31`',
    ]);
    expect(relatedPlaces(diagnosticsOf(vms)[0])).toEqual(['a.subnet: the subnet of `a`']);
  });

  it('is reported of every client but the first', () => {
    expect(findings({ a: same, b: same, c: same })).toHaveLength(2);
  });

  it('does not hang on the netvm being right', () => {
    const vms = { a: same, b: { ...same, netvm: 'nobody' } };
    expect(findings(vms).map((line) => line.split(': ')[1])).toEqual([
      'netvm-unknown',
      'subnet-overlap',
    ]);
  });

  it('is not said of neighbours', () => {
    expect(findings({ a: same, b: { netvm: 'host', subnet: '10.0.0.4/31' } })).toEqual([]);
  });
});

describe('subnet-without-netvm', () => {
  it('warns, and says nothing else of the subnet', () => {
    expect(findings({ a: { subnet: 'nonsense' } })).toEqual([
      'a.subnet: subnet-without-netvm: `a` has a `network.netvmSubnet`, and no `network.netvm` to use it for',
    ]);
  });

  it('is silent where either could not be read', () => {
    expect(
      findings({ a: { subnet: unread }, b: { netvm: unread, subnet: '10.0.0.0/31' } }),
    ).toEqual([]);
  });
});
