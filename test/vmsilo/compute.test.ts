import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { computeInjections } from '../../src/vmsilo/compute.ts';
import { makeInjections } from '../../src/vmsilo/injections.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import { type MergedNetwork, referenceOf } from '../oracle/judge.ts';
import { evaluateEach, needsNix, nixVersion } from '../oracle/nix.ts';
import { entry, networkOf, unread, type VmSketch } from './network.ts';

const compute = (vms: Readonly<Record<string, VmSketch>>, range?: string) =>
  computeInjections(networkOf(vms, range), entry);

function printed(vms: Readonly<Record<string, VmSketch>>): string {
  const { output, diagnostics } = compute(vms);
  expect(diagnostics).toEqual([]);
  return printNix(output?.injections ?? null);
}

describe('injections', () => {
  it('of a client of a VM, and of its netvm', () => {
    const vms = {
      'sys-net': { isNetvm: true },
      work: { netvm: 'sys-net', subnet: '10.9.0.2/31' },
      banking: { netvm: 'sys-net' },
      vault: {},
    };
    expect(printed(vms)).toMatchInlineSnapshot(`
      "{
        banking = {
          interfaces = {
            upstream = {
              type = "tap";
              macAddress = null;
              tap = {
                name = null;
                hostAddress = null;
                bridge = "br3-sys-net-ban";
              };
              dhcp = false;
              addresses = [ "10.200.120.88/31" ];
              routes = {
                "0.0.0.0/0" = {
                  via = "10.200.120.89";
                };
              };
              v6Addresses = [ ];
              v6Routes = { };
            };
          };
        };
        sys-net = {
          interfaces = {
            banking = {
              type = "tap";
              macAddress = null;
              tap = {
                name = null;
                hostAddress = null;
                bridge = "br3-sys-net-ban";
              };
              dhcp = false;
              addresses = [ "10.200.120.89/31" ];
              routes = { };
              v6Addresses = [ ];
              v6Routes = { };
            };
            work = {
              type = "tap";
              macAddress = null;
              tap = {
                name = null;
                hostAddress = null;
                bridge = "br-sys-net-work";
              };
              dhcp = false;
              addresses = [ "10.9.0.3/31" ];
              routes = { };
              v6Addresses = [ ];
              v6Routes = { };
            };
          };
          guestConfig = [
            {
              boot = {
                kernel = {
                  sysctl = {
                    "net.ipv4.ip_forward" = 1;
                  };
                };
              };
              networking = {
                nftables = {
                  enable = true;
                  tables = {
                    vmsilo-netvm-nat = {
                      family = "ip";
                      content = ''
                        chain postrouting {
                          type nat hook postrouting priority srcnat;
                          iifname { "banking", "work" } oifname != "lo" masquerade
                        }
                      '';
                    };
                    vmsilo-netvm-filter = {
                      family = "inet";
                      content = ''
                        chain forward {
                          type filter hook forward priority filter;
                          policy accept;
                          ct state established,related accept
                          iifname { "banking", "work" } oifname { "banking", "work" } drop
                        }
                      '';
                    };
                  };
                };
              };
            }
          ];
        };
        work = {
          interfaces = {
            upstream = {
              type = "tap";
              macAddress = null;
              tap = {
                name = null;
                hostAddress = null;
                bridge = "br-sys-net-work";
              };
              dhcp = false;
              addresses = [ "10.9.0.2/31" ];
              routes = {
                "0.0.0.0/0" = {
                  via = "10.9.0.3";
                };
              };
              v6Addresses = [ ];
              v6Routes = { };
            };
          };
        };
      }"
    `);
  });

  it('of a client of the host', () => {
    expect(printed({ a: { netvm: 'host' } })).toMatchInlineSnapshot(`
      "{
        a = {
          interfaces = {
            upstream = {
              type = "tap";
              macAddress = null;
              tap = {
                name = null;
                hostAddress = "10.200.214.51/31";
                bridge = null;
              };
              dhcp = false;
              addresses = [ "10.200.214.50/31" ];
              routes = {
                "0.0.0.0/0" = {
                  via = "10.200.214.51";
                };
              };
              v6Addresses = [ ];
              v6Routes = { };
            };
          };
        };
      }"
    `);
  });

  it('of VMs in no link: none', () => {
    expect(printed({ a: {}, b: { isNetvm: true } })).toBe('{ }');
  });
});

it('the output is the same in whatever order the links come', () => {
  const vms = {
    a: { netvm: 'net' },
    b: { netvm: 'net' },
    net: { netvm: 'host', isNetvm: true },
    z: { netvm: 'host' },
  };
  const { addressed } = planNetwork(networkOf(vms), entry);
  const [there, back] = [makeInjections(addressed), makeInjections(addressed.toReversed())];
  expect(printNix(back)).toBe(printNix(there));
  expect([...there.keys()]).toEqual(['a', 'b', 'net', 'z']);
});

it('a warning leaves the output as it is', () => {
  const { diagnostics, output } = compute({ a: { netvm: 'host' } }, '10.200.3.1/16');
  expect(diagnostics.map(({ code }) => code)).toEqual(['range-host-bits']);
  expect(output?.injections.has('a')).toBe(true);
});

describe('no output', () => {
  it('after an error', () => {
    expect(compute({ a: { netvm: 'a' } }).output).toBeNull();
  });

  it.each<[string, Readonly<Record<string, VmSketch>>]>([
    ['netvm', { a: { netvm: unread }, b: {} }],
    ['subnet', { a: { netvm: 'host', subnet: unread } }],
  ])('where a %s could not be read, which is silent here', (_, vms) => {
    expect(compute(vms)).toMatchObject({ output: null, diagnostics: [] });
  });

  it('where the pool could not be read', () => {
    expect(computeInjections(networkOf({ a: { netvm: 'host' } }, unread), entry).output).toBeNull();
  });
});

describe('the hash of the inputs', () => {
  const inputs = (vms: Readonly<Record<string, VmSketch>>, range?: string) =>
    compute(vms, range).output?.inputs;

  it('is the SHA-256 of their JSON', () => {
    // printf '{"range":"10.200.0.0/16","vms":{"a":{"netvm":"host","netvmSubnet":null},"b":null}}' | sha256sum
    expect(inputs({ a: { netvm: 'host' }, b: {} })).toBe(
      'be1b3bc9ba650afb2812440413d86dccafff1d829d91e1e528143a493d379e1d',
    );
  });

  it('has names as bytes', () => {
    // printf '{"range":null,"vms":{"\xc3\xa9":null}}' | sha256sum
    expect(inputs({ '\u00c3\u00a9': {} })).toBe(
      '9081aa73125604058b01dc3c18a4003bf7da28e0d64dfa1fc6384f8f351f07fa',
    );
  });

  it('leaves the pool out if nothing is allocated from it', () => {
    // printf '{"range":null,"vms":{"a":{"netvm":"host","netvmSubnet":"10.0.0.0/31"}}}' | sha256sum
    const vms = { a: { netvm: 'host', subnet: '10.0.0.0/31' } };
    expect(inputs(vms)).toBe('ee7d55f1c506b16d1216afaabdea6b012c3b9fa1dce3a9a78d0e00b6f2b2c788');
    expect(inputs(vms, '10.9.0.0/16')).toBe(inputs(vms));
  });
});

describe.skipIf(nixVersion === null)(`against the reference in real Nix ${needsNix}`, () => {
  const start = fc.constantFrom('a', 'b', 'sys-net', 'Work', '_x', '1p');
  const name = fc
    .tuple(start, fc.constantFrom('', '-b', '2', '-usb', '_vm'))
    .map((parts) => parts.join(''));
  const subnet = fc.integer({ min: 0, max: 40 }).map((slot) => `10.200.0.${2 * slot}/31`);
  const network = fc
    .record({
      names: fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
      picks: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      subnets: fc.array(fc.option(subnet, { freq: 2 }), { minLength: 12, maxLength: 12 }),
      range: fc.constantFrom('10.200.0.0/16', '10.200.0.0/27', '100.64.3.1/10', '10.200.0.64/26'),
    })
    .map(({ names, picks, subnets, range }): MergedNetwork => {
      const vms = names.map((name, index) => {
        // VMs route through earlier ones only, so that there is no ring.
        const netvms = [null, 'host', ...names.slice(0, index)];
        const netvm = netvms[(picks[index] ?? 0) % netvms.length] ?? null;
        const netvmSubnet = netvm === null ? null : (subnets[index] ?? null);
        return [name, { netvm, netvmSubnet, isNetvm: true }] as const;
      });
      return { range, vms: Object.fromEntries(vms) };
    });

  it('gives the same injections and hash', () => {
    const valid = fc.sample(network, 400).flatMap((merged) => {
      const { output } = compute(sketchesOf(merged), merged.range);
      return output === null ? [] : [{ merged, output }];
    });
    expect(valid.length).toBeGreaterThan(100);
    const answers = evaluateEach(valid.map(({ merged }) => referenceOf(merged)));
    const ours = evaluateEach(valid.map(({ output }) => printNix(output.injections)));
    for (const [index, { output }] of valid.entries()) {
      const value = { injections: settled(ours[index]), inputs: output.inputs };
      expect(settled(answers[index])).toEqual(value);
    }
  });
});

function settled(outcome: object | undefined): unknown {
  return outcome !== undefined && 'value' in outcome ? outcome.value : outcome;
}

function sketchesOf({ vms }: MergedNetwork): Readonly<Record<string, VmSketch>> {
  return Object.fromEntries(
    Object.entries(vms).map(([name, { netvm, netvmSubnet, isNetvm }]) => [
      name,
      {
        isNetvm,
        ...(netvm !== null && { netvm }),
        ...(netvmSubnet !== null && { subnet: netvmSubnet }),
      },
    ]),
  );
}
