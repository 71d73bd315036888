import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { locate } from '../../src/report/location.ts';
import type { Span } from '../../src/report/span.ts';
import { decode } from '../../src/report/utf8.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { readVmsilo } from '../../src/vmsilo/read.ts';
import type { Known, Vm } from '../../src/vmsilo/vm.ts';
import { makeFolder } from '../commands/folder.ts';
import { readModules } from '../modules/read-modules.ts';

beforeAll(loadParser);

/** Units of depth that the tests' own stack carries. */
const stackBudget = 20_000;

/** What is read of a module with these definitions, which begin in its second line. */
function read(...definitions: readonly string[]) {
  const path = join(makeFolder(), 'configuration.nix');
  writeFileSync(path, `{ lib, config, site, ... }: {\n${definitions.join('\n')}\n}\n`);
  resetStack(defaultLimits, stackBudget);
  const configuration = readModules([path]);
  const found: Diagnostic[] = [];
  const { enabled, network } = readVmsilo(configuration, found);
  return {
    enabled,
    network,
    names: network.vms.map(({ name }) => name),
    diagnostics: () => [...configuration.diagnostics, ...found],
    /** What is said so far, one line each. */
    said: () =>
      [...configuration.diagnostics, ...found].map(
        ({ code, span, message }) => `${placed(span)} ${code}: ${decode(message)}`,
      ),
  };
}

/** The VM `a` of a module, and what is said of it. */
function readVm(...definitions: readonly string[]) {
  const { network, said, diagnostics } = read('programs.vmsilo.enable = true;', ...definitions);
  const vm = network.vms.find(({ name }) => name === 'a');
  if (vm === undefined) throw new Error('the configuration has no VM `a`');
  return { vm, said, diagnostics };
}

function valuesOf(vm: Vm): readonly unknown[] {
  return [vm.netvm, vm.netvmSubnet(), vm.isNetvm(), vm.interfaces(), vm.color()];
}

function placed({ source, start }: Span): string {
  const { line, column } = locate(source, start);
  return `${line}:${column}`;
}

/** Where a value was written, and the other places on its way. */
function wayOf(known: Known<unknown> | null): readonly string[] {
  if (known === null) return [];
  const { span, related } = known;
  return [placed(span), ...related.map((one) => `${placed(one.span)} ${one.message}`)];
}

const enable = 'programs.vmsilo.enable = true;';

describe('vmsilo', () => {
  test('is not found where nothing defines it', () => {
    const { enabled, names, network, said } = read('services.x.enable = true;');
    expect({ enabled, names, range: network.netvmRange() }).toEqual({
      enabled: null,
      names: [],
      range: null,
    });
    expect(said()).toEqual([
      '1:1 vmsilo-not-found: nothing under `programs.vmsilo` is defined in the files that were read',
    ]);
  });

  test('is not said to be missing where a file could not be read', () => {
    expect(read('imports = [ ./gone.nix ];').said()).toEqual([
      expect.stringMatching(/^2:13 import-missing: /),
    ]);
  });

  test('that is switched off has no network', () => {
    const { enabled, names, network, said } = read(
      'programs.vmsilo.enable = false;',
      'programs.vmsilo.nixosVms.a = { };',
    );
    expect({ enabled, names, range: network.netvmRange() }).toEqual({
      enabled: false,
      names: [],
      range: null,
    });
    expect(said()).toEqual([
      '2:17 vmsilo-disabled: `programs.vmsilo.enable` is false, so there is nothing to inject',
    ]);
  });

  test('that is switched on, and has no mistake, is what it says', () => {
    const { enabled, said } = read(enable);
    expect({ enabled, said: said() }).toEqual({ enabled: true, said: [] });
  });

  test('is taken as switched on where that is not known', () => {
    const { enabled, names, said } = read(
      'programs.vmsilo.enable = site.flag;',
      'programs.vmsilo.nixosVms.a = { };',
    );
    expect({ enabled, names }).toEqual({ enabled: null, names: ['a'] });
    expect(said()).toEqual([
      expect.stringMatching(
        /^2:26 vmsilo-enable-unknown: `programs.vmsilo.enable` is taken as true: ./,
      ),
    ]);
  });

  test('whose `enable` fails is read nevertheless', () => {
    const { enabled, names, said } = read(
      'programs.vmsilo.enable = throw "no";',
      'programs.vmsilo.nixosVms.a = { };',
    );
    expect({ enabled, names }).toEqual({ enabled: null, names: ['a'] });
    expect(said()).toEqual(['2:26 eval-error: no']);
  });

  test('has a range: the one that is set, or vmsilo’s own', () => {
    const set = read(enable, 'programs.vmsilo.netvmRange = "10.9.0.0/16";').network.netvmRange();
    expect(set).toMatchObject({ value: '10.9.0.0/16', isDefault: false });
    expect(wayOf(set)).toEqual(['3:30']);
    expect(read(enable).network.netvmRange()).toMatchObject({
      value: '10.200.0.0/16',
      isDefault: true,
    });
  });

  test('has no range where that is not known, which is said once', () => {
    const { network, said } = read(enable, 'programs.vmsilo.netvmRange = site.range;');
    expect([network.netvmRange(), network.netvmRange()]).toEqual([null, null]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:30 unresolved: `programs.vmsilo.netvmRange` depends on /),
    ]);
  });
});

test.each([
  [
    'services.x.enable = true;',
    'name the configuration that declares the VMs, or import the module that does',
  ],
  ['programs.vmsilo.enable = false;', 'set it to true, or remove the generated file'],
  ['programs.vmsilo.enable = site.flag;', 'nothing to do if another file sets it'],
  [
    'programs.vmsilo.enable = true; specialisation.s.configuration.programs.vmsilo.enable = false;',
    'keep the network of every specialisation the same, or leave the specialisation without the generated file',
  ],
  [
    'programs.vmsilo = { enable = true; nixosVms.a.network.netvm = site.net; };',
    "write the value here, or give it with `--set 'site.net=…'`",
  ],
  [
    'programs.vmsilo = { enable = true; nixosVms.a.network.netvm = builtins.fetchurl "http://example.org/"; };',
    "write the value here, or give it with `--set 'config.programs.vmsilo.nixosVms.a.network.netvm=…'`",
  ],
])('what to do about %s', (definition, help) => {
  expect(read(definition).diagnostics()).toMatchObject([{ help, related: [] }]);
});

describe('the VMs', () => {
  test('are sorted by name', () => {
    const { names } = read(enable, 'programs.vmsilo.nixosVms = { b = { }; a = { }; B = { }; };');
    expect(names).toEqual(['B', 'a', 'b']);
  });

  test('are not known where their set is not', () => {
    const { names, said } = read(enable, 'programs.vmsilo.nixosVms = site.vms;');
    expect(names).toEqual([]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:28 unresolved: which VMs there are depends on /),
    ]);
  });

  test('are not known where there may be more: what is unknown may be `mkForce`', () => {
    const { names, said } = read(
      enable,
      'programs.vmsilo.nixosVms = lib.mkMerge [ { a = { }; } site.vms ];',
    );
    expect(names).toEqual([]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:55 unresolved: which VMs there are depends on /),
    ]);
  });

  test('are none where the set fails', () => {
    const { names, said } = read(enable, 'programs.vmsilo.nixosVms = throw "no";');
    expect(names).toEqual([]);
    expect(said()).toEqual(['3:28 eval-error: no']);
  });

  test('are those of which a definition is left', () => {
    const { names, said } = read(
      enable,
      'programs.vmsilo.nixosVms = { a = lib.mkIf false { }; b = lib.mkIf true { }; };',
    );
    expect(names).toEqual(['b']);
    expect(said()).toEqual([]);
  });

  test('of which that is not known are not read', () => {
    const { vm, said } = readVm('programs.vmsilo.nixosVms.a = lib.mkIf site.flag { };');
    expect(valuesOf(vm)).toEqual([null, null, null, null, null]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:26 unresolved: whether the VM `a` exists depends on /),
    ]);
  });
});

describe('a VM', () => {
  test('has what its options have', () => {
    const { vm, said } = readVm(
      'programs.vmsilo.nixosVms.a = {',
      '  network = { netvm = "b"; netvmSubnet = "10.0.0.0/31"; isNetvm = true; };',
      '  network.interfaces = { z = { }; e = { }; off = lib.mkIf false { }; };',
      '  color = "red";',
      '};',
    );
    expect(vm.netvmSubnet()?.value).toBe('10.0.0.0/31');
    expect(vm.netvm?.value).toBe('b');
    expect(vm.isNetvm()?.value).toBe(true);
    expect(vm.interfaces()?.value).toEqual(['e', 'z']);
    expect(vm.color()).toBe('red');
    expect(placed(vm.span)).toBe('3:26');
    expect(said()).toEqual([]);
  });

  test('has the defaults of the others', () => {
    const { vm } = readVm('programs.vmsilo.nixosVms.a = { };');
    expect(vm.netvm).toMatchObject({ value: null, isDefault: true });
    expect(vm.netvmSubnet()).toMatchObject({ value: null, isDefault: true });
    expect(vm.isNetvm()).toMatchObject({ value: false, isDefault: true });
    expect(vm.interfaces()?.value).toEqual([]);
    expect(vm.color()).toBeNull();
  });

  test('stands where its first definition does', () => {
    const { vm } = readVm(
      'programs.vmsilo.nixosVms.b = { };',
      'programs.vmsilo.nixosVms.a.network.isNetvm = true;',
      'programs.vmsilo.nixosVms.a.network.netvm = "b";',
    );
    expect(placed(vm.span)).toBe('4:26');
  });

  test('stands in the first of the files that define it', () => {
    const folder = makeFolder();
    for (const name of ['a.nix', 'b.nix']) {
      const definition = 'programs.vmsilo.nixosVms.a.network.isNetvm = true;';
      writeFileSync(join(folder, name), `{ ${name === 'a.nix' ? '\n\n' : ''}${definition} }`);
    }
    for (const order of ['a b', 'b a']) {
      const files = order.split(' ').map((name) => `${folder}/${name}.nix`);
      const { vm } = readVm(`imports = [ ${files.join(' ')} ];`);
      expect([vm.span.source.path, placed(vm.span)]).toEqual([join(folder, 'a.nix'), '3:26']);
    }
  });

  test('stands at the first of its definitions, whichever is merged first', () => {
    const first = '{ a.network.isNetvm = true; }';
    const later = '{ a.network.netvm = "b"; }';
    const { vm } = readVm(`programs.vmsilo.nixosVms = lib.mkMerge [ ${first}`, `  ${later} ];`);
    expect(placed(vm.span)).toBe('3:44');
    const swapped = readVm(
      'programs.vmsilo.nixosVms = let',
      `    second = ${first};`,
      `  in lib.mkMerge [ ${later} second ];`,
    );
    expect(placed(swapped.vm.span)).toBe('4:16');
  });

  test('has an option by default only if nothing sets it', () => {
    const { vm } = readVm(
      'programs.vmsilo.nixosVms.a.network.interfaces = lib.mkOptionDefault { b = { }; };',
      'programs.vmsilo.nixosVms.b.network.isNetvm = false;',
    );
    expect(vm.interfaces()).toMatchObject({ value: ['b'], isDefault: false });
  });

  test('says what its values were made from', () => {
    const { vm } = readVm(
      'programs.vmsilo.nixosVms = let zone = "sys"; in { a.network.netvm = "${zone}-net"; };',
    );
    expect(vm.netvm?.madeFrom()).toMatchObject([{ expression: 'zone', value: 'sys' }]);
    expect(vm.interfaces()?.madeFrom()).toEqual([]);
  });

  test('tells each value that is not known when it is read, and once', () => {
    const { vm, said } = readVm(
      'programs.vmsilo.nixosVms.a.network = { netvm = site.a; netvmSubnet = site.b; isNetvm = site.c; };',
    );
    const unresolved = (place: string, option: string): unknown =>
      expect.stringMatching(`^${place} unresolved: \`network.${option}\` of \`a\` depends on `);
    expect(vm.netvm).toBeNull();
    expect(said()).toEqual([unresolved('3:48', 'netvm')]);
    for (const read of [vm.netvmSubnet, vm.isNetvm, vm.netvmSubnet, vm.isNetvm]) {
      expect(read()).toBeNull();
    }
    expect(said()).toEqual([
      unresolved('3:48', 'netvm'),
      unresolved('3:70', 'netvmSubnet'),
      unresolved('3:88', 'isNetvm'),
    ]);
  });

  test('has no value where that fails or is of another type, which is said', () => {
    const { vm, said } = readVm(
      'programs.vmsilo.nixosVms.a.network = { netvm = 5; netvmSubnet = throw "no"; };',
    );
    expect([vm.netvm?.value, vm.netvmSubnet()]).toEqual([null, null]);
    expect(said()).toEqual([expect.stringMatching(/^3:48 type-mismatch: /), '3:65 eval-error: no']);
  });

  test.each([
    'programs.vmsilo.nixosVms.a.network.interfaces = site.interfaces;',
    'programs.vmsilo.nixosVms.a.network.interfaces = site.interfaces // { b = { }; };',
    'programs.vmsilo.nixosVms.a.network.interfaces.b = lib.mkIf site.flag { };',
    'programs.vmsilo.nixosVms.a.network.interfaces = throw "no";',
  ])('has no interfaces where they are not known, which is silent: %s', (definition) => {
    const { vm, said } = readVm(definition);
    expect(vm.interfaces()).toBeNull();
    expect(said()).toEqual([]);
  });

  test.each([
    'programs.vmsilo.nixosVms.a.color = site.color;',
    'programs.vmsilo.nixosVms.a.color = 5;',
    'programs.vmsilo.nixosVms.a.color = throw "no";',
  ])('has no colour where that is no text, which is silent: %s', (definition) => {
    const { vm, said } = readVm(definition);
    expect(vm.color()).toBeNull();
    expect(said()).toEqual([]);
  });

  test('that may not exist has no values', () => {
    const { vm, said } = readVm('programs.vmsilo.nixosVms.a = site.vm;');
    expect(valuesOf(vm)).toEqual([null, null, null, null, null]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:26 unresolved: whether the VM `a` exists depends on /),
    ]);
  });
});

describe('the way of a value', () => {
  const netvmOf = (...definitions: readonly string[]) => wayOf(readVm(...definitions).vm.netvm);

  test('is where it was written', () => {
    expect(netvmOf('programs.vmsilo.nixosVms.a.network.netvm = "b";')).toEqual(['3:44']);
  });

  test('names the definition where the value is bound elsewhere', () => {
    expect(
      netvmOf(
        'programs.vmsilo.nixosVms = let',
        '    gateway = "b";',
        '  in { a.network.netvm = gateway; };',
      ),
    ).toEqual(['4:15', '5:18 it is set here']);
  });

  test('names the calls that gave it', () => {
    expect(
      netvmOf(
        'programs.vmsilo.nixosVms = let',
        '    via = n: n + "-net";',
        '  in { a.network.netvm = via "b"; };',
      ),
    ).toEqual(['4:14', '5:26 it comes from this call', '5:18 it is set here']);
  });
});

describe('a value that is not known', () => {
  /** Where it is used, and the places on its way. */
  const storyOf = (bindings: string, definition: string): readonly string[] => {
    const { diagnostics } = readVm(
      `programs.vmsilo.nixosVms = let ${bindings} in`,
      `  { a.network.netvm ${definition}; };`,
    );
    const [found] = diagnostics();
    if (found === undefined) return [];
    return [
      placed(found.span),
      ...found.related.map((one) => `${placed(one.span)} ${one.message}`),
    ];
  };

  test.each([
    ['= gateway', '4:23'],
    ['=gateway', '4:22'],
    ['  =   gateway  ', '4:27'],
    ['=\n    gateway', '5:5'],
  ])('is told where its name is used: %j', (definition, place) => {
    expect(storyOf('gateway = site.net;', definition)).toEqual([place, '3:42 `gateway` is this']);
  });

  test.each([
    ['gateway=site.net;', '3:40'],
    ['gateway\n=\n  site.net;', '5:3'],
  ])('was bound however it was written: %j', (binding, place) => {
    const [, ...way] = storyOf(binding, '= gateway');
    expect(way).toEqual([`${place} \`gateway\` is this`]);
  });

  test('is told at an expression as a whole', () => {
    expect(storyOf('gateway = site.net;', '= gateway + ""')).toEqual([
      '4:23',
      '3:42 `gateway` is this',
    ]);
  });

  test('that is written in place has no way', () => {
    expect(storyOf('x = 1;', '= site.net')).toEqual(['4:23']);
  });
});

describe('VMs that an `apply` changed', () => {
  const applied = (vm: string) =>
    read(
      'options.programs.vmsilo.nixosVms = lib.mkOption {',
      `  apply = vms: vms // { b = ${vm}; };`,
      '};',
      'config.programs.vmsilo.enable = true;',
      'config.programs.vmsilo.nixosVms.a.network.isNetvm = true;',
    );

  test('have what they came to', () => {
    const { names, network, said } = applied(
      '{ network = { netvm = "a"; netvmSubnet = "10.0.0.0/31"; isNetvm = false; }; }',
    );
    expect(names).toEqual(['a', 'b']);
    const [a, b] = network.vms;
    expect([a?.isNetvm()?.value, a?.netvm?.value]).toEqual([true, null]);
    expect([b?.netvm?.value, b?.netvmSubnet()?.value, b?.isNetvm()?.value]).toEqual([
      'a',
      '10.0.0.0/31',
      false,
    ]);
    expect(b && [placed(b.span), wayOf(b.netvm), b.lost(), b.netvm?.lost()]).toEqual([
      '3:29',
      ['3:29'],
      [],
      [],
    ]);
    expect([b?.interfaces(), b?.color()]).toEqual([null, null]);
    expect(b?.netvm?.isDefault).toBe(false);
    expect(said()).toEqual([]);
  });

  test('may have values that are not known', () => {
    const { network, said } = applied(
      '{ network = { netvm = null; netvmSubnet = site.x; isNetvm = site.y; }; }',
    );
    const [, b] = network.vms;
    expect([b?.netvmSubnet(), b?.isNetvm()]).toEqual([null, null]);
    expect(said()).toEqual([
      expect.stringMatching(/^3:29 unresolved: `network.netvmSubnet` of `b` depends on `site.x`/),
      expect.stringMatching(/^3:29 unresolved: `network.isNetvm` of `b` depends on `site.y`/),
    ]);
  });

  test('may be unknown', () => {
    const { names, said } = read(
      'options.programs.vmsilo.nixosVms = lib.mkOption { apply = vms: site.vms; };',
      'config.programs.vmsilo.enable = true;',
      'config.programs.vmsilo.nixosVms.a = { };',
    );
    expect(names).toEqual([]);
    expect(said()).toEqual([expect.stringMatching(/ unresolved: which VMs there are depends on /)]);
  });

  test('may be more than are known', () => {
    const { names, said } = read(
      'options.programs.vmsilo.nixosVms = lib.mkOption { apply = vms: site.vms // { b = { network = { netvm = null; }; }; }; };',
      'config.programs.vmsilo.enable = true;',
      'config.programs.vmsilo.nixosVms.a = { };',
    );
    expect(names).toEqual(['b']);
    expect(said()).toEqual([expect.stringMatching(/ unresolved: which VMs there are depends on /)]);
  });

  test('are a set', () => {
    const { names, said } = read(
      'options.programs.vmsilo.nixosVms = lib.mkOption { apply = vms: null; };',
      'config.programs.vmsilo.enable = true;',
      'config.programs.vmsilo.nixosVms.a = { };',
    );
    expect(names).toEqual([]);
    expect(said()).toEqual([expect.stringMatching(/ eval-error: expected a set but found null$/)]);
  });
});

test.each([
  '{ ${site.x} = { }; b = { }; }',
  'if site.x then { b = { }; } else { }',
])('interfaces that are not all known are not known: %s', (interfaces) => {
  const { network, said } = read(
    'programs.vmsilo.enable = true;',
    `programs.vmsilo.nixosVms.a.network = { netvm = null; interfaces = ${interfaces}; };`,
  );
  expect(network.vms.map((vm) => vm.interfaces())).toEqual([null]);
  expect(said()).toEqual([]);
});

test('VMs that may be there besides those that are known', () => {
  const { names, said } = read(
    'programs.vmsilo.enable = true;',
    'programs.vmsilo.nixosVms = if site.x then { a = { }; b = { }; } else { a = { }; };',
  );
  expect(names).toEqual(['a']);
  expect(said()).toEqual([expect.stringMatching(/ unresolved: which VMs there are depends on /)]);
});
