import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeBlocks } from '../code-blocks.ts';
import { makeFolder } from '../commands/folder.ts';
import { runProgram } from './program.ts';

const page = readFileSync('docs/explain.md', 'utf8');

/** The configuration of the page, with more VMs in it. */
function makeTree(more = ''): string {
  const folder = makeFolder();
  const [configuration = '', defaults = ''] = codeBlocks(page, 'nix');
  writeFileSync(
    join(folder, 'configuration.nix'),
    configuration.replace('    sys-net', `${more}    sys-net`),
  );
  writeFileSync(join(folder, 'defaults.nix'), defaults);
  return folder;
}

describe('explain', () => {
  test('tells what the page shows', () => {
    const [ofVm, table] = codeBlocks(page, 'console').map((text) => text.replace(/^\$ .*\n/, ''));
    const folder = makeTree();
    expect(runProgram(folder, 'explain', 'banking')).toEqual({
      status: 0,
      stdout: ofVm,
      stderr: '',
    });
    expect(runProgram(folder, 'explain')).toEqual({ status: 0, stdout: table, stderr: '' });
    expect(runProgram('/', 'explain', `${folder}/`).stdout).toBe(table);
  });

  test('tells of a call, of a subnet that is set, of own interfaces and of the clients of a netvm', () => {
    const folder = makeTree(`    fw = (vm: vm // { network = vm.network // { netvm = "host"; }; }) {
      network = { isNetvm = true; netvmSubnet = "10.9.0.0/31"; interfaces.eth0 = { }; };
    };
    mail.network.netvm = "fw";
`);
    expect(
      runProgram(folder, 'explain', 'fw').stdout,
    ).toBe(`fw is VM 4, declared at configuration.nix:12:5
  way       fw -> host
network.netvm = "host"
  written   configuration.nix:12:57
network.netvmSubnet = "10.9.0.0/31"
  written   configuration.nix:13:49
network.isNetvm = true
  written   configuration.nix:13:19
the link to host
  addresses 10.9.0.0 here, 10.9.0.1 there
  from      network.netvmSubnet
interface eth0, of the configuration itself
  TAP       fw-22
interface mail, to mail
  TAP       fw-23
  bridge    br-fw-mail
  address   10.200.246.181/31
interface upstream, to host
  TAP       fw-24
  address   10.9.0.0/31
  route     0.0.0.0/0 via 10.9.0.1
`);
  });

  test('says which links are not in the slot of their hash', () => {
    const { stdout } = runProgram('fixtures/collisions', 'explain', '--format=json', '-q');
    const { vms }: Told = JSON.parse(stdout);
    const moved = vms.find(({ link }) => link?.displacedBy != null);
    expect(runProgram('fixtures/collisions', 'explain', moved?.name ?? '').stdout).toContain(
      `moved     another slot was first, but \`${moved?.link?.displacedBy}\` has it\n`,
    );
  });

  test('names the helpers.nix that allocated', () => {
    const folder = makeTree();
    copyFileSync('test/vmsilo/allocators/sha1.nix', join(folder, 'helpers.nix'));
    const { stdout } = runProgram(folder, 'explain', 'banking', '--helpers', 'helpers.nix');
    expect(stdout).toMatch(/ {2}from {6}10\.200\.0\.0\/16, by .*helpers\.nix$/m);
  });

  test('explains what is right in a configuration that is not', () => {
    const folder = makeTree(
      '    lost.network.netvm = "sys-nte";\n    ring.network.netvm = "ring";\n',
    );
    const { status, stdout, stderr } = runProgram(folder, 'explain', '--format=gnu');
    expect({ status, stderr: stderr.match(/\[[a-z-]+\]/g) }).toEqual({
      status: 2,
      stderr: ['[netvm-unknown]', '[netvm-self]'],
    });
    expect(stdout).toContain('banking  sys-net');
    expect(stdout).toContain('with one that is wrong or unknown: lost, ring\n');
    expect(runProgram(folder, 'explain', 'ring').stdout).toContain(
      'way       ring -> ring, where it began: a ring\n',
    );
  });

  test('says what it rests on', () => {
    const folder = makeTree();
    const defaults = join(folder, 'defaults.nix');
    writeFileSync(defaults, '{ inputs, ... }:\n{ imports = [ inputs.x.nixosModules.y ]; }\n');
    expect(runProgram(folder, 'explain', 'banking', '--quiet').stdout).toContain(`taken to be so
  assumed   defaults.nix:2:15: this import defines nothing under programs.vmsilo
`);
  });

  test('a name that is no VM is an error that knows better', () => {
    expect(runProgram(makeTree(), 'explain', 'bankin')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vmsilo-nixgen: error: there is no VM `bankin`: did you mean `banking`?\n',
    });
  });

  test('control characters of names are shown', () => {
    const folder = makeTree('    "a\\u001b[31m\u001b[31m" = { };\n');
    const { stdout } = runProgram(folder, 'explain');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\u{1b}[31m');
  });
});

interface Told {
  readonly vms: readonly { readonly name: string; readonly link: Link | null }[];
}

interface Link {
  readonly netvm: string;
  readonly bridge: string | null;
  readonly clientAddress: string;
  readonly netvmAddress: string;
  readonly displacedBy: string | null;
}

const plain = readdirSync('fixtures', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('flake-hosts'))
  .map(({ name }) => name);

test.each(plain)('of the fixture %s, as JSON, it tells what is generated', (fixture) => {
  const folder = join('fixtures', fixture);
  const { status, stdout } = runProgram(folder, 'explain', '--format=json', '--quiet');
  expect(status).toBe(0);
  const { vms }: Told = JSON.parse(stdout);
  const generated = readFileSync(join(folder, 'netvm-injections.nix'), 'utf8');
  const links = vms.flatMap(({ link }) => link ?? []);
  expect(links.length).toBe(generated.split('via = ').length - 1);
  for (const { bridge, clientAddress, netvmAddress } of links) {
    expect(generated).toContain(`addresses = [ "${clientAddress}/31" ];`);
    expect(generated).toContain(`via = "${netvmAddress}";`);
    if (bridge !== null) expect(generated.split(`bridge = "${bridge}";`).length).toBe(3);
  }
});

describe('of a flake in which several hosts use vmsilo', () => {
  function makeFlake(): string {
    const folder = makeFolder();
    const host = (netvm: string) =>
      `nixpkgs.lib.nixosSystem { modules = [ { programs.vmsilo = { enable = true; nixosVms.a.network.netvm = "${netvm}"; nixosVms.net.network.isNetvm = true; }; } ]; }`;
    const text = `{ outputs = { nixpkgs, ... }: { nixosConfigurations = { one = ${host('net')}; two = ${host('host')}; }; }; }`;
    writeFileSync(join(folder, 'flake.nix'), text);
    return folder;
  }

  test.each([
    ['explain'],
    ['graph', '--as', 'mermaid'],
  ])('%s tells of the one that is named, which needs no file', (...words) => {
    const run = (host: string) =>
      runProgram(makeFlake(), ...words, '--host', host, '--format', 'gnu');
    expect(run('one')).toMatchObject({ status: 0, stderr: '' });
    expect(run('two').stdout).not.toBe(run('one').stdout);
  });

  const outputs = '{ "hosts": { "one": { "output": "a.nix" }, "two": { "output": "b.nix" } } }';

  test.each([
    ['use vmsilo', null],
    ['have an output', outputs],
  ])('without a name it says that several %s, and to name one', (why, settings) => {
    const folder = makeFlake();
    if (settings !== null) writeFileSync(join(folder, 'vmsilo-nixgen.json'), settings);
    const { status, stderr } = runProgram(folder, 'explain');
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(stderr).toContain('`one`, `two`');
    expect(stderr).toContain('  = help: name one with `--host`\n');
  });

  test('diff tells the changes of each file below its name', () => {
    const folder = makeFlake();
    writeFileSync(join(folder, 'vmsilo-nixgen.json'), outputs);
    const told = (format: string) => runProgram(folder, 'diff', '--format', format).stdout;
    expect(told('pretty').replaceAll(/[\d.]+$/gm, 'N')).toBe(
      'a.nix:\n+ a -> net: N\nb.nix:\n+ a -> host: N\n',
    );
    expect(JSON.parse(told('json')).changes).toMatchObject([{ file: 'a.nix' }, { file: 'b.nix' }]);
  });
});
