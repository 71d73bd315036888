import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHelpers } from '../../src/modules/helpers-file.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../src/resolve/stack.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { clientAddress, netvmAddress } from '../../src/vmsilo/link.ts';
import { type Plan, planNetwork } from '../../src/vmsilo/plan.ts';
import { readHelpers } from '../../src/vmsilo/read-helpers.ts';
import { evaluate, needsNix, nixPath, nixValue, nixVersion } from '../oracle/nix.ts';
import { entry, networkOf, type VmSketch } from './network.ts';

const folder = join(import.meta.dirname, 'allocators');
const allocators = readdirSync(folder).filter((name) => name.endsWith('.nix'));
const nixpkgsLib = nixVersion === null ? undefined : process.env.NIXPKGS_LIB;
const needsLib = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

const range = '10.0.0.0/8';

beforeAll(loadParser);

const scratch = mkdtempSync(join(tmpdir(), 'allocator-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Names of many lengths, behind VMs and the host. */
function clients(count: number): Readonly<Record<string, VmSketch>> {
  const netvms = ['host', 'net', 'sys-net', 'sys-firewall', 'sys_vpn-2'];
  const gateways = netvms.slice(1).map((name) => [name, { isNetvm: true }]);
  const words = ['a', 'Work', 'banking', 'b2', 'untrusted', 'mail-'];
  const others = Array.from({ length: count }, (_, index) => {
    const name = `${words[index % words.length]}${index * 7919}`;
    return [name, { netvm: netvms[index % netvms.length] }];
  });
  return Object.fromEntries([...gateways, ...others]);
}

function planBy(root: string, file: string, vms: Readonly<Record<string, VmSketch>>): Plan {
  resetStack(defaultLimits, shallowBudget);
  const request = { given: file, folder: root, span: entry };
  const options = { root, outputs: [], maxBytes: 1_000_000 };
  const found = findHelpers(request, root, options, '/nix/store');
  if ('code' in found) throw new Error(found.message);
  return planNetwork(networkOf(vms, range), entry, readHelpers(found).allocator);
}

function allocated(plan: Plan) {
  expect(plan.problems).toEqual([]);
  return plan.addressed.map((link) => ({
    netvm: link.netvm,
    client: link.client,
    id: plan.ids.get(link.client),
    clientIp: clientAddress(link),
    netvmIp: netvmAddress(link),
    bridge: link.bridge,
  }));
}

/** What allocates by default, to be changed. */
const own = '{ lib }: (import ./sha1.nix { inherit lib; }) //';

function planByText(text: string, vms: Readonly<Record<string, VmSketch>>): Plan {
  writeFileSync(join(scratch, 'helpers.nix'), text);
  copyFileSync(join(folder, 'sha1.nix'), join(scratch, 'sha1.nix'));
  return planBy(scratch, 'helpers.nix', vms);
}

describe("vmsilo's own allocation", () => {
  it.each(allocators)('%s gives what is expected', async (file) => {
    const links = allocated(planBy(folder, file, clients(12)));
    const lines = links.map((link) => `${Object.values(link).join(' ')}\n`);
    await expect(lines.join('')).toMatchFileSnapshot(join(folder, 'expected', `${file}.txt`));
  });

  describe.skipIf(nixpkgsLib === undefined)(`in real Nix ${needsLib}`, () => {
    it.each(allocators)('%s gives the same for 500 pairs', (file) => {
      const links = allocated(planBy(folder, file, clients(500)));
      expect(links.length).toBe(500);
      const pairs = links.map(({ netvm, client, id }) => ({ netvm, client, id }));
      const answers = evaluate(`import ${nixPath(join(import.meta.dirname, 'allocators.nix'))} {
        nixpkgsLib = ${nixPath(join(nixpkgsLib ?? '', 'lib'))};
        file = ${nixPath(join(folder, file))};
        pairs = ${nixValue(pairs)};
        range = "${range}";
      }`);
      expect(answers).toEqual(
        links.map(({ clientIp, netvmIp, bridge }) => ({ clientIp, netvmIp, bridge })),
      );
    });
  });

  it.each([
    [
      'no function',
      '{ lib }: removeAttrs (import ./sha1.nix { inherit lib; }) [ "makeBridgeName" ]',
      'this file gives no function `makeBridgeName`',
    ],
    ['not a function', '{ lib }: 5', 'this file fails: expected a set but found an integer'],
    ['fails', '{ lib }: throw "no"', 'this file fails: no'],
    [
      'unknown',
      '{ lib, pkgs ? import <other> { } }: pkgs.helpers',
      "this file depends on `pkgs.helpers`, which vmsilo-nixgen can't know: what the search path holds is known only to the evaluation",
    ],
    [
      'a bridge that is too long',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { makeBridgeName = a: b: c: "a-bridge-for-${b}"; }',
      '`makeBridgeName "net" "work" 4` gives the string `a-bridge-for-work`, where vmsilo needs the name of a network interface: 1 to 15 bytes, without spaces, `/` and `:`',
    ],
    [
      'a bridge that is no string',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { makeBridgeName = a: b: c: c; }',
      '`makeBridgeName "net" "work" 4` gives the integer 4, where vmsilo needs the name of a network interface: 1 to 15 bytes, without spaces, `/` and `:`',
    ],
    [
      'an address that is none',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { allocateNetvmSubnet = a: b: c: d: { clientIp = "10.0.0.300"; }; }',
      'clientIp of `allocateNetvmSubnet "net" "work" "10.0.0.0" 8` gives the string `10.0.0.300`, where vmsilo needs an IPv4 address in a string',
    ],
    [
      'an odd address',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { allocateNetvmSubnet = a: b: c: d: { clientIp = "10.0.0.3"; }; }',
      'clientIp of `allocateNetvmSubnet "net" "work" "10.0.0.0" 8` gives the string `10.0.0.3`, where vmsilo needs the lower address of a /31, an even one',
    ],
    [
      'an address outside of the pool',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { allocateNetvmSubnet = a: b: c: d: { clientIp = "11.0.0.2"; }; }',
      'clientIp of `allocateNetvmSubnet "net" "work" "10.0.0.0" 8` gives the string `11.0.0.2`, where vmsilo needs an address of the pool',
    ],
    [
      'addresses that do not count',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { ipToInt = ip: 0; }',
      '`ipToInt "10.185.34.242"` gives the integer 0, where vmsilo needs the integer 179905266',
    ],
    [
      'no prefix',
      '{ lib }: (import ./sha1.nix { inherit lib; }) // { parseCIDR = c: { ip = "10.0.0.0"; prefix = "8"; }; }',
      'prefix of `parseCIDR "10.0.0.0/8"` gives the string `8`, where vmsilo needs an integer',
    ],
    [
      'an address that is no text',
      `${own} { allocateNetvmSubnet = a: b: c: d: { clientIp = 5; }; }`,
      'clientIp of `allocateNetvmSubnet "net" "work" "10.0.0.0" 8` gives the integer 5, where vmsilo needs an IPv4 address in a string',
    ],
    [
      'a next address that is another',
      `${own} { intToIp = number: "10.0.0.1"; }`,
      '`intToIp 179905267` gives the string `10.0.0.1`, where vmsilo needs `10.185.34.243`',
    ],
  ])('is refused: %s', (_name, text, message) => {
    const plan = planByText(text, { net: { isNetvm: true }, work: { netvm: 'net' } });
    expect(plan.problems.map((problem) => problem.message)).toEqual([message]);
    expect(plan.problems).toMatchObject([
      {
        code: 'helpers-invalid',
        help: "give vmsilo's own `modules/lib/helpers.nix`, or do without it: then vmsilo-nixgen allocates",
      },
    ]);
  });

  it.each([
    'a b',
    'a/b',
    'a:b',
    '.',
    '..',
    '',
    'é',
    'a ',
    ' a',
  ])('is refused for a bridge named %j', (name) => {
    const { problems } = planByText(`${own} { makeBridgeName = a: b: c: "${name}"; }`, {
      net: { isNetvm: true },
      work: { netvm: 'net' },
    });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('where vmsilo needs the name of a network interface'),
    ]);
  });

  it('takes other names of bridges', () => {
    const { problems, links } = planByText(`${own} { makeBridgeName = a: b: c: "..a;~"; }`, {
      net: { isNetvm: true },
      work: { netvm: 'net' },
    });
    expect(problems).toEqual([]);
    expect(links.map(({ bridge }) => bridge)).toEqual(['..a;~']);
  });

  describe('with a subnet that is set', () => {
    const vms = { work: { netvm: 'host', subnet: '10.9.0.2/31' } };

    it('keeps it', () => {
      const { addressed, problems } = planByText(`${own} { }`, vms);
      expect(problems).toEqual([]);
      expect(addressed.map(({ lower }) => lower)).toEqual([0x0a090002]);
    });

    it.each([
      [
        '{ parseCIDR = cidr: { ip = "10.9.0.4"; prefix = 31; }; }',
        'ip of `parseCIDR "10.9.0.2/31"` is `10.9.0.4`',
      ],
      [
        '{ ipToInt = ip: 0; }',
        '`ipToInt "10.9.0.2"` gives the integer 0, where vmsilo needs the integer 168361986',
      ],
    ])('is refused where vmsilo would read another: %s', (functions, message) => {
      const { problems } = planByText(`${own} ${functions}`, vms);
      expect(problems.map((problem) => problem.message)).toEqual([message]);
    });
  });

  it('says once what is wrong with the file as a whole', () => {
    const { problems } = planByText('{ lib }: { }', {
      net: { isNetvm: true },
      a: { netvm: 'net' },
      b: { netvm: 'net', subnet: '10.9.0.2/31' },
    });
    expect(problems.map((problem) => problem.message)).toEqual([
      'this file gives no function `makeBridgeName`',
      'this file gives no function `parseCIDR`',
    ]);
    const failing = planByText('{ lib }: throw "no"', {
      net: { isNetvm: true },
      a: { netvm: 'net' },
    });
    expect(failing.problems.map((problem) => problem.message)).toEqual(['this file fails: no']);
  });
});
