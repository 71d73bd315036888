import { describe, expect, test } from 'vitest';
import { chooseHosts, type HostChoice, type HostRequest } from '../../src/modules/hosts.ts';
import { force } from '../../src/resolve/thunk.ts';
import { flakeOf } from './flake.ts';
import { textOf } from './tree.ts';

/** A flake with hosts: their modules, or another value where it begins with `=`. */
function flakeWith(hosts: Readonly<Record<string, string>>): string {
  const system = (modules: string) =>
    modules.startsWith('=')
      ? modules.slice(1)
      : `nixpkgs.lib.nixosSystem { modules = [ ${modules} ]; }`;
  const lines = Object.entries(hosts).map(([name, modules]) => `${name} = ${system(modules)};`);
  return `{ outputs = { self, nixpkgs, other }: { nixosConfigurations = { ${lines.join(' ')} }; }; }`;
}

const uses = '{ programs.vmsilo.enable = true; }';
const disabled = '{ programs.vmsilo.enable = false; }';
const none = '{ }';
/** What it defines hangs on a module that can't be had. */
const doubtful = '(import ./gone.nix)';

function chosen(text: string, request: Partial<HostRequest>): HostChoice {
  const { flake, reading, folder } = flakeOf(text);
  if (flake === null) throw new Error('this flake has no configurations');
  const entry = { source: { path: `${folder}/flake.nix`, text: '' }, start: 0, end: 0 };
  return chooseHosts(flake, reading, entry, {
    named: null,
    hasOutput: false,
    writesNothing: false,
    settled: new Set(),
    ...request,
  });
}

/** The names of the hosts that are chosen, or what is wrong. */
function choose(text: string, request: Partial<HostRequest> = {}) {
  const choice = chosen(text, request);
  if (choice.kind === 'hosts') return choice.hosts.map(({ name }) => name);
  const { code, message, help, span, related } = choice.diagnostic;
  expect(textOf(span)).toMatch(/^nixosConfigurations$|^$/);
  return {
    code,
    message,
    help,
    related: related.map((one) => `${textOf(one.span)}: ${one.message}`),
  };
}

const nameOutputs =
  'name one with `--host` and `--output`, or give each an output in `vmsilo-nixgen.json`';
const nameModule = "name the host's own module instead: the file or folder that declares its VMs";

describe('a host that is named', () => {
  const two = flakeWith({ a: uses, b: uses, c: none });

  test('is it', () => {
    expect(choose(flakeWith({ a: none, b: uses }), { named: 'b' })).toEqual(['b']);
    expect(choose(flakeWith({ a: none, b: disabled }), { named: 'a' })).toEqual(['a']);
  });

  test('needs a file of its own where others use vmsilo, if one is written', () => {
    expect(choose(two, { named: 'a' })).toEqual({
      code: 'host-ambiguous',
      message: 'the file of `a` needs a name, because other hosts use vmsilo, too',
      help: nameOutputs,
      related: [],
    });
    expect(choose(two, { named: 'a', hasOutput: true })).toEqual(['a']);
    expect(choose(two, { named: 'a', writesNothing: true })).toEqual(['a']);
  });

  test('counts more than what is settled', () => {
    const settled = new Set(['b', 'd']);
    expect(choose(two, { named: 'a', hasOutput: true, settled })).toEqual(['a']);
  });

  test('must be there', () => {
    expect(choose(two, { named: 'd' })).toEqual({
      code: 'host-missing',
      message: 'this flake has no host `d`',
      help: 'its hosts are: `a`, `b`, `c`',
      related: [],
    });
    expect(choose(flakeWith({}), { named: 'd' })).toMatchObject({ help: 'it has no hosts' });
  });

  test('must be one that can be read', () => {
    const text = flakeWith({ a: uses, b: '= other.host', c: '= other.lib.x' });
    expect(choose(text, { named: 'b' })).toEqual({
      code: 'unresolved',
      message:
        "the host `b` depends on `other.host`, which vmsilo-nixgen can't know: flake inputs are not fetched",
      help: nameModule,
      related: ["other.host: `other.host` can't be known: flake inputs are not fetched"],
    });
    expect(choose(text, { named: 'd' })).toMatchObject({
      code: 'host-missing',
      help: "its hosts are: `a`; `b`, `c` can't be read",
    });
  });

  test('may be one of those that are not known', () => {
    const text = `{ outputs = { nixpkgs, other, ... }: {
      nixosConfigurations = other.hosts // { a = nixpkgs.lib.nixosSystem { modules = [ ]; }; };
    }; }`;
    expect(choose(text, { named: 'd' })).toMatchObject({
      code: 'unresolved',
      message:
        "the host `d` depends on `other.hosts`, which vmsilo-nixgen can't know: flake inputs are not fetched",
    });
  });
});

describe('hosts that have an output', () => {
  const two = flakeWith({ a: uses, b: none, c: uses });

  test('are all of them', () => {
    expect(choose(two, { settled: new Set(['c', 'b']) })).toEqual(['b', 'c']);
    expect(choose(two, { settled: new Set(['b']), writesNothing: true })).toEqual(['b']);
  });

  test('are too many where nothing is written', () => {
    const settled = new Set(['c', 'b']);
    expect(choose(two, { settled, writesNothing: true })).toEqual({
      code: 'host-ambiguous',
      message: 'several hosts have an output: `c`, `b`',
      help: 'name one with `--host`',
      related: [],
    });
  });

  test('must be there', () => {
    expect(choose(two, { settled: new Set(['a', 'd']) })).toEqual({
      code: 'host-missing',
      message: 'the settings name a host that this flake does not have: `d`',
      help: 'its hosts are: `a`, `b`, `c`',
      related: [],
    });
  });
});

describe('where no host is named', () => {
  test('it is the only one that uses vmsilo', () => {
    expect(choose(flakeWith({ a: none, b: uses, c: disabled, d: doubtful }))).toEqual(['b']);
  });

  test('it is the only one that may use it, if none does', () => {
    expect(choose(flakeWith({ a: none, b: doubtful, c: disabled }))).toEqual(['b']);
    const throwing = '(throw "no")';
    const recursive = '({ config, ... }: { imports = [ config.a ]; })';
    expect(choose(flakeWith({ a: none, b: throwing }))).toEqual(['b']);
    expect(choose(flakeWith({ a: none, b: recursive }))).toEqual(['b']);
  });

  test("one may use it of which that can't be told", () => {
    const failing = '{ programs.vmsilo.enable = throw "no"; }';
    expect(choose(flakeWith({ a: failing, b: uses }))).toEqual(['b']);
    expect(choose(flakeWith({ a: failing, b: disabled }))).toEqual(['a']);
    expect(choose(flakeWith({ a: `${uses} ${doubtful}`, b: doubtful }))).toEqual(['a']);
    const uncertain = '{ programs.vmsilo.enable = other.x; }';
    expect(choose(flakeWith({ a: uncertain, b: doubtful }))).toEqual(['a']);
  });

  test('it is the only one that has it switched off, if none uses it', () => {
    expect(choose(flakeWith({ a: none, b: disabled }))).toEqual(['b']);
  });

  test('one is switched off of which no VM is left, too', () => {
    const left = '{ programs.vmsilo.nixosVms = nixpkgs.lib.mkIf false { a = { }; }; }';
    const uncertain = '{ programs.vmsilo.nixosVms = nixpkgs.lib.mkIf other.x { a = { }; }; }';
    const vms = '{ programs.vmsilo.nixosVms.a = { }; }';
    expect(choose(flakeWith({ a: vms, b: left }))).toEqual(['a']);
    expect(choose(flakeWith({ a: left }))).toEqual(['a']);
    expect(choose(flakeWith({ a: uncertain, b: left }))).toEqual(['a']);
    expect(choose(flakeWith({ a: vms, b: uncertain }))).toMatchObject({
      message: 'several hosts of this flake use vmsilo: `a`, `b`',
    });
  });

  test('it is none of several that use it', () => {
    const two = flakeWith({ a: uses, b: uses, c: none });
    const told = {
      code: 'host-ambiguous',
      message: 'several hosts of this flake use vmsilo: `a`, `b`',
      help: nameOutputs,
      related: [],
    };
    expect(choose(two)).toEqual(told);
    expect(choose(two, { writesNothing: true })).toEqual({
      ...told,
      help: 'name one with `--host`',
    });
  });

  test('it is none of several that have it switched off', () => {
    expect(choose(flakeWith({ a: disabled, b: disabled }))).toEqual({
      code: 'host-ambiguous',
      message: 'several hosts of this flake have vmsilo switched off, and none uses it: `a`, `b`',
      help: nameOutputs,
      related: [],
    });
  });

  test('it is none of several that may use it', () => {
    expect(choose(flakeWith({ a: doubtful, b: none, c: doubtful }))).toEqual({
      code: 'vmsilo-not-found',
      message: 'no host of this flake defines anything under `programs.vmsilo`',
      help: 'not everything that `a`, `c` import can be read: name one with `--host` to see what',
      related: [],
    });
  });

  test('it is none if none uses it', () => {
    expect(
      choose(flakeWith({ a: none, b: '= other.host', c: '= other.host', d: '= { }' })),
    ).toEqual({
      code: 'vmsilo-not-found',
      message: 'no host of this flake defines anything under `programs.vmsilo`',
      help: "its hosts are: `a`; `b`, `c`, `d` can't be read",
      related: ["other.host: `other.host` can't be known: flake inputs are not fetched"],
    });
  });

  test("it can't be told if no host can be read", () => {
    expect(choose(flakeWith({ b: '= other.host', d: '= { }' }))).toEqual({
      code: 'unresolved',
      message:
        "the host `b` depends on `other.host`, which vmsilo-nixgen can't know: flake inputs are not fetched",
      help: nameModule,
      related: ["other.host: `other.host` can't be known: flake inputs are not fetched"],
    });
    expect(choose(flakeWith({ d: '= { }' }))).toEqual({
      code: 'unresolved',
      message:
        "the host `d` depends on `nixosConfigurations`, which vmsilo-nixgen can't know: it is not made by `nixosSystem`",
      help: nameModule,
      related: [],
    });
    const text = '{ outputs = { other, ... }: { nixosConfigurations = other.hosts; }; }';
    expect(choose(text)).toMatchObject({
      code: 'unresolved',
      message:
        "which hosts this flake has depends on `other.hosts`, which vmsilo-nixgen can't know: flake inputs are not fetched",
    });
  });

  test('there may be others', () => {
    const text = `{ outputs = { nixpkgs, other, ... }: {
      nixosConfigurations = other.hosts // { a = nixpkgs.lib.nixosSystem { modules = [ ]; }; };
    }; }`;
    expect(choose(text)).toMatchObject({
      code: 'vmsilo-not-found',
      help: 'its hosts are: `a`; there may be others',
    });
    expect(choose(text.replace('modules = [ ]', `modules = [ ${uses} ]`))).toEqual(['a']);
  });
});

test('a flake without a place of its configurations is told at its file', () => {
  expect(choose('{ outputs = { other, ... }: other.outputs; }')).toMatchObject({
    code: 'unresolved',
    message:
      "which hosts this flake has depends on `other.outputs`, which vmsilo-nixgen can't know: flake inputs are not fetched",
    related: ["other.outputs: `other.outputs` can't be known: flake inputs are not fetched"],
  });
});

describe('the configuration of a host', () => {
  function configurationOf(system: string) {
    const text = `{ outputs = { self, nixpkgs, other }: {
      nixosConfigurations.a = nixpkgs.lib.nixosSystem { ${system} };
    }; }`;
    const choice = chosen(text, { named: 'a' });
    const [host] = choice.kind === 'hosts' ? choice.hosts : [];
    if (host === undefined) throw new Error('it has no host');
    const { configuration } = host;
    const range = configuration.option(['programs', 'vmsilo', 'netvmRange']);
    const told = configuration.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    return { range: force(range?.value ?? null), place: textOf(configuration.entry), told };
  }

  const ranged = '{ programs.vmsilo.netvmRange = "10.0.0.0/8"; }';

  test('is placed at the host', () => {
    expect(configurationOf('modules = [ ];')).toEqual({
      range: '10.200.0.0/16',
      place: 'a',
      told: [],
    });
  });

  test('is made of all modules, with the arguments and the `lib` that they are given', () => {
    const module = '({ range, lib, ... }: { programs.vmsilo.netvmRange = lib.own range; })';
    expect(
      configurationOf(`
        modules = [ ${module} ];
        specialArgs.range = "10.0.0.0";
        lib = nixpkgs.lib.extend (final: prev: { own = start: "${'$'}{start}/9"; });`).range,
    ).toBe('10.0.0.0/9');
    expect(configurationOf(`modules = [ ]; extraModules = [ ${ranged} ];`).range).toBe(
      '10.0.0.0/8',
    );
  });

  test("is read without modules that can't be known", () => {
    const skipped =
      "import-unknown: the import of `other.modules` can't be known and is skipped: flake inputs are not fetched";
    expect(configurationOf('modules = other.modules;').told).toEqual([skipped]);
    expect(configurationOf(`modules = [ ${ranged} ] ++ other.modules;`)).toMatchObject({
      range: '10.0.0.0/8',
      told: [skipped],
    });
  });

  test('names a module without a file by its number', () => {
    const wrong = '{ config = { }; other = 5; }';
    expect(configurationOf(`modules = [ { } ${wrong} ];`).told).toEqual([
      "eval-error: a module with `config` or `options` can't have `other` beside them (module `:anon-2`)",
    ]);
  });
});
