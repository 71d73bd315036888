import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { analyse } from '../../src/commands/analyse.ts';
import { isGenerated } from '../../src/modules/generated.ts';
import { printNix } from '../../src/print/nix.ts';
import { isError } from '../../src/report/report.ts';
import { encode } from '../../src/report/utf8.ts';
import { allocateNetwork, dataOf, type PlainNetwork } from '../../src/vmsilo/plain-network.ts';
import { readData } from '../../src/vmsilo/read-data.ts';
import type { Random } from '../fuzz/random.ts';
import { print } from '../fuzz/tree.ts';
import { filesIn } from '../module-fuzz/code.ts';
import { entryFile, generate } from '../module-fuzz/generate.ts';
import { mutate } from '../mutants/mutate.ts';
import { checkDiagnostics } from './diagnostics.ts';
import { demand, type Target, type Trial, trialOf } from './trial.ts';

/** Modules to links: configurations in files, and networks given to the library. */
export function linksTarget(folder: string, budget: number): Target {
  return (random) => {
    if (random.chance(0.4)) return networkTrial(network(random));
    const files = random.chance(0.5)
      ? filesIn(print(generate(random, random.pick([0, 3]))).text)
      : new Map([[entryFile, configuration(random)]]);
    const first = files.get(entryFile) ?? '';
    const entry = random.chance(0.3) ? mutate(first, random) : first;
    return trialOf(entry, (text) => check(new Map(files).set(entryFile, text), folder, budget));
  };
}

function check(files: ReadonlyMap<string, string>, folder: string, budget: number): string {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, 'latin1');
  }
  const limits = { steps: 1_000_000 };
  const entry = encode(join(folder, entryFile));
  const { diagnostics, outputs } = analyse({ entry, root: encode(folder), limits }, budget);
  checkDiagnostics(diagnostics);
  const failed = diagnostics.some(isError);
  for (const { text } of outputs) {
    demand((text === null) === failed, 'an error, and it is written, or neither');
    if (text === null) continue;
    demand(isGenerated(text) && readData(text) !== undefined, 'what is written is no plain data');
  }
  return failed ? 'rejected' : 'written';
}

function networkTrial(given: PlainNetwork): Trial {
  return {
    text: JSON.stringify(given),
    check: () => checkNetwork(given),
    *smaller() {
      for (const name of Object.keys(given.vms)) {
        const { [name]: _, ...vms } = given.vms;
        yield networkTrial({ ...given, vms });
      }
    },
  };
}

function checkNetwork(given: PlainNetwork): string {
  const { links, diagnostics, injections } = allocateNetwork(given);
  checkDiagnostics(diagnostics);
  const failed = diagnostics.some(isError);
  demand((injections === null) === failed, 'an error, and injections, or neither');
  if (injections === null) return 'network rejected';
  const addresses = links.flatMap((link) => [link.clientAddress, link.netvmAddress]);
  demand(new Set(addresses).size === addresses.length, 'an address is given twice');
  demand(readData(printNix(dataOf(injections))) !== undefined, 'the injections are no plain data');
  return 'network allocated';
}

const words = [
  'a',
  'b',
  'net',
  'sys-net',
  'host',
  'lo',
  'all',
  'default',
  'upstream',
  'a-very-long-name-of-a-vm',
  '',
  ' ',
  '1',
  '42',
  '-',
  '-a',
  'a b',
  'a"b',
  "a''b",
  '${x}',
  'a}b',
  'a;b',
  'a\nb',
  'a\rb',
  'a\\',
  '__proto__',
  'constructor',
  'toString',
  '\x1b[2J',
  '\0',
  'é',
  '\u202e',
  '\ufeff',
  '\u{1f600}',
  '../a',
  '/',
  '*',
  '{ "a" }',
] as const;

const subnets = [
  '10.0.0.0/31',
  '10.0.0.2/31',
  '10.0.0.1/31',
  '10.0.0.0/30',
  '10.200.0.0/31',
  '255.255.255.254/31',
  '0.0.0.0/31',
  '127.0.0.0/31',
  '',
  '/',
  '10.0.0/31',
  '010.0.0.0/31',
  ' 10.0.0.0/31',
  '10.0.0.0/31\n',
  '::1/127',
  '10.0.0.0/-1',
  '10.0.0.0/031',
  '1e1.0.0.0/31',
  '10.0.0.0',
  '${x}',
  '256.0.0.0/31',
] as const;

const ranges = [
  '10.200.0.0/16',
  '10.200.0.0/16',
  '10.0.0.0/30',
  '10.0.0.0/31',
  '10.0.0.0/32',
  '0.0.0.0/0',
  '10.0.0.1/8',
  '192.168.0.0/29',
  '172.16.0.0/12',
  'x',
  '',
  '10.0.0.0/8\n',
  '8.0.0.0/8',
  '128.0.0.0/1',
  '100.64.0.0/10',
] as const;

function network(random: Random): PlainNetwork {
  const names = Array.from({ length: random.below(8) }, () => random.pick(['a', ...words]));
  const entries = names.map((name) => {
    const netvm = random.chance(0.3) ? null : random.pick(['host', 'net', ...names, ...words]);
    const netvmSubnet = random.chance(0.7) ? null : random.pick(subnets);
    return [name, { netvm, netvmSubnet, isNetvm: random.chance(0.7) }] as const;
  });
  return { range: random.pick(ranges), vms: Object.fromEntries(entries) };
}

/** A module that sets what people never would. */
function configuration(random: Random): string {
  const quoted = (text: string): string =>
    `"${encode(text)
      .replaceAll('\0', '')
      .replace(/["\\]|\$\{/g, '\\$&')}"`;
  const value = (text: string): string =>
    random.chance(0.85) ? quoted(text) : random.pick(oddValues);
  const { range, vms } = network(random);
  const definitions = Object.entries(vms).map(([name, { netvm, netvmSubnet, isNetvm }]) => {
    const network = [
      netvm === null ? '' : `netvm = ${value(netvm)};`,
      netvmSubnet === null ? '' : `netvmSubnet = ${value(netvmSubnet)};`,
      `isNetvm = ${random.chance(0.9) ? isNetvm : random.pick(oddValues)};`,
      random.chance(0.1) ? `interfaces.${quoted(random.pick(words))} = { };` : '',
    ];
    const color = random.chance(0.2) ? `color = ${value(random.pick(words))};` : '';
    const set = `{ network = { ${network.join(' ')} }; ${color} }`;
    return `    ${quoted(name)} = ${random.chance(0.9) ? set : random.pick(oddValues)};\n`;
  });
  const pool = random.chance(0.4) ? `  programs.vmsilo.netvmRange = ${value(range)};\n` : '';
  const all = `{\n${definitions.join('')}  }`;
  return `{ lib, config, pkgs, ... }: {
  programs.vmsilo.enable = ${random.chance(0.9) ? 'true' : random.pick(oddValues)};
${pool}  programs.vmsilo.nixosVms = ${random.chance(0.95) ? all : random.pick(oddValues)};
}
`;
}

const oddValues = [
  'null',
  'true',
  '5',
  '1.5',
  '[ ]',
  '{ }',
  './a',
  '(x: x)',
  'pkgs.x',
  '(throw "x")',
  '(abort "x")',
  '(let x = x; in x)',
  '(let f = n: f (n + 1); in f 0)',
  'config.programs.vmsilo',
  '(lib.mkForce null)',
  '(lib.mkIf config.programs.vmsilo.enable "a")',
  '(lib.mkMerge [ "a" "b" ])',
  '{ outPath = "a"; }',
  '<nixpkgs>',
  '(builtins.readFile ./configuration.nix)',
  '(import ./configuration.nix)',
  '(lib.mkOverride 1.5 "a")',
  '__curPos',
] as const;
