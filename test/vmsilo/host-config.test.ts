import { expect, it } from 'vitest';
import { printNix } from '../../src/print/nix.ts';
import { makeHostConfig } from '../../src/vmsilo/host-config.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import { entry, networkOf, unread, type VmSketch } from './network.ts';

const hostConfig = (vms: Readonly<Record<string, VmSketch>>) =>
  makeHostConfig(planNetwork(networkOf(vms), entry));

it('makes the host forward for its clients, by the names of their TAPs', () => {
  const { module } = hostConfig({
    work: { netvm: 'host', interfaces: ['lan', 'wan'] },
    banking: { netvm: 'host' },
    'sys-net': { netvm: 'host', isNetvm: true },
    personal: { netvm: 'sys-net' },
  });
  expect(printNix(module)).toMatchInlineSnapshot(`
    "{
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
            vmsilo-nixgen-host-nat = {
              family = "ip";
              content = ''
                chain postrouting {
                  type nat hook postrouting priority srcnat;
                  iifname { "banking-22", "sys-net-23", "work-23" } oifname != "lo" masquerade
                }
              '';
            };
            vmsilo-nixgen-host-filter = {
              family = "inet";
              content = ''
                chain forward {
                  type filter hook forward priority filter;
                  policy accept;
                  ct state established,related accept
                  iifname { "banking-22", "sys-net-23", "work-23" } oifname { "banking-22", "sys-net-23", "work-23" } drop
                }
              '';
            };
          };
        };
      };
    }"
  `);
});

it('is an empty module if the host has no clients', () => {
  const { module, diagnostics } = hostConfig({ a: {}, b: { interfaces: unread } });
  expect(printNix(module)).toBe('{ }');
  expect(diagnostics).toEqual([]);
});

it('can not name the TAP of a client whose interfaces are not known', () => {
  const { module, diagnostics } = hostConfig({ a: { netvm: 'host', interfaces: unread } });
  expect(module).toBeNull();
  expect(diagnostics).toMatchObject([
    {
      code: 'unresolved',
      message: "the host's TAP of `a` can't be named: the VM's interfaces can't be known",
      help: 'write the names in its `network.interfaces` out, or do without `--host-config`',
      span: { source: { path: 'a' } },
      related: [],
    },
  ]);
});
