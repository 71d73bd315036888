import { describe, expect, it } from 'vitest';
import { diagnosticsOf, findings, relatedPlaces, unread } from '../network.ts';

describe('a client named upstream', () => {
  const client = { netvm: 'net' };

  it('meets the upstream interface of its netvm', () => {
    const vms = { upstream: client, net: { isNetvm: true, netvm: 'host' } };
    expect(findings(vms)).toEqual([
      'upstream.netvm: interface-collision: `net` would have two interfaces named `upstream`: its own, and the one for its client of that name',
    ]);
    expect(relatedPlaces(diagnosticsOf(vms)[0])).toEqual([
      'net.netvm: `net` routes through `host`',
    ]);
  });

  it('is where it is said, if its netvm comes first', () => {
    const vms = { upstream: client, net: { isNetvm: true, netvm: 'host' } };
    const later = { upstream: { netvm: 'vpn' }, vpn: { isNetvm: true, netvm: 'host' } };
    const places = (found: readonly string[]) => found.map((line) => line.split(':')[0]);
    expect(places(findings(vms))).toEqual(['upstream.netvm']);
    expect(places(findings(later))).toEqual(['vpn.netvm']);
    expect(relatedPlaces(diagnosticsOf(later)[0])).toEqual([
      'upstream.netvm: `upstream` routes through `vpn`',
    ]);
  });

  it('is accepted by a netvm that is no client', () => {
    expect(findings({ upstream: client, net: { isNetvm: true } })).toEqual([]);
  });

  it('is accepted by the host', () => {
    expect(findings({ upstream: { netvm: 'host' } })).toEqual([]);
  });
});

describe('two interfaces of the host', () => {
  it('a TAP whose name was cut, and one that has that name in full', () => {
    const vms = { bankingsuperlong: { netvm: 'host' }, bankingsupe3: { netvm: 'host' } };
    expect(findings(vms)).toEqual([]);
    expect(findings({ ...vms, bankingsupe4: { netvm: 'host' } })).toEqual([]);
    expect(
      findings({ bankingsupe4: { netvm: 'host' }, bankingsuperlong: { netvm: 'host' } }),
    ).toEqual([
      'bankingsuperlong: interface-collision: the host would have two interfaces named `bankingsupe4-22`: the TAP of `bankingsupe4` for `upstream`, and the TAP of `bankingsuperlong` for `upstream`',
    ]);
  });

  it('a bridge and a TAP', () => {
    const vms = {
      a: { isNetvm: true },
      'b-22': { netvm: 'a' },
      'br-a-b': { interfaces: ['lan'] },
    };
    expect(findings(vms)).toEqual([
      'br-a-b: interface-collision: the host would have two interfaces named `br-a-b-22`: the bridge between `a` and `b-22`, and the TAP of `br-a-b` for `lan`',
    ]);
    expect(relatedPlaces(diagnosticsOf(vms)[0])).toEqual([
      'b-22.netvm: the bridge between `a` and `b-22`',
    ]);
  });

  it('is not said of a VM whose interfaces are not known', () => {
    expect(
      findings({
        a: { isNetvm: true },
        'b-22': { netvm: 'a' },
        'br-a-b': { interfaces: unread },
      }),
    ).toEqual([]);
  });
});
