import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/modules/configuration.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../src/resolve/stack.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { tell } from './flake.ts';
import { readModules } from './read-modules.ts';
import { filesBelow, makeTree } from './tree.ts';

beforeAll(loadParser);

function configured(text: string, files: Readonly<Record<string, string>> = {}): Configuration {
  const tree = makeTree({ ...files, 'configuration.nix': text });
  resetStack(defaultLimits, shallowBudget);
  return readModules([join(tree, 'configuration.nix')]);
}

/** The value of an option. */
function optionValue(text: string, option: string): string {
  const reading = configured(text).option(option.split('.'));
  return tell(reading?.value ?? null, filesBelow('/'));
}

/** What an expression over the arguments of a module gives. */
const inModule = (expression: string) =>
  optionValue(
    `{ lib, config, options, pkgs, ... }@args: { options.result = lib.mkOption { }; config.result = ${expression}; }`,
    'result',
  );

describe('the options of `_module`', () => {
  test.each([
    ['config._module.check', 'true'],
    ['config._module.freeformType', 'null'],
    ['config._module.args.extendModules', 'extendModules: vmsilo-nixgen does not model it'],
    ['config._module.args.moduleType', 'moduleType: vmsilo-nixgen does not model it'],
  ])('%s: %s', (expression, value) => {
    expect(inModule(expression)).toBe(value);
  });

  test.each([
    ['_module.args = 5;', 'args', 'lazy attribute set of raw value'],
    ['_module.check = 5;', 'check', 'boolean'],
    ['_module.freeformType = 5;', 'freeformType', 'null or optionType'],
  ])('have types: %s', (definition, option, type) => {
    const told = optionValue(`{ ${definition} }`, `_module.${option}`);
    expect(told).toContain(`\`_module.${option}\``);
    expect(told).toContain(type);
  });
});

test('an option of vmsilo that is declared in another way is told where that is', () => {
  const text =
    '{ lib, ... }: { options.programs.vmsilo.enable = lib.mkOption { type = lib.types.str; }; }';
  const at = text.indexOf('enable');
  expect(() => optionValue(text, 'programs.vmsilo.enable')).toThrow(
    expect.objectContaining({
      message: '`programs.vmsilo.enable` is declared twice, and the declarations contradict',
      help: 'remove this: vmsilo or NixOS declares it; Nix fails here, too',
      span: expect.objectContaining({ start: at, end: at + 'enable'.length }),
      frames: [],
    }),
  );
  expect(
    optionValue(
      '{ lib, ... }: { options.programs.vmsilo.enable = lib.mkOption { description = "x"; }; config.programs.vmsilo.enable = true; }',
      'programs.vmsilo.enable',
    ),
  ).toBe('true');
});

test('of `options`, a declaration that is not known', () => {
  const text = `{ lib, options, site, ... }: {
    options = { result = lib.mkOption { }; own = site; };
    config.result = options.own;
  }`;
  expect(optionValue(text, 'result')).toContain('site: no file that was read sets');
});

test('module arguments that are not known', () => {
  const set = '_module.args = builtins.fetchurl "x";';
  const text = `{ lib, b, ... }: { options.result = lib.mkOption { }; config.result = b; config.${set} }`;
  expect(optionValue(text, 'result')).toBe(
    'builtins.fetchurl: it hangs on the network and the Nix store',
  );
  expect(configured(`{ ${set} }`).argument('b')).toBeNull();
});

test('an import without a place is told at the entry', () => {
  const configuration = configured(
    '{ imports = builtins.attrValues (builtins.mapAttrs (_: from: from) { more = builtins.getFlake "x"; }); }',
  );
  configuration.option(['networking']);
  expect(configuration.diagnostics).toMatchObject([
    { code: 'import-unknown', span: configuration.entry },
  ]);
});

test('a freeform type of its own making is not modelled', () => {
  const ofType = (type: string) =>
    optionValue(
      `{ lib, ... }: {
        options.own = lib.mkOption { type = lib.types.submodule { freeformType = ${type}; }; };
        config.own.x = 1;
      }`,
      'own',
    );
  expect(ofType('lib.types.attrsOf lib.types.int')).toBe('{ x = 1; }');
  expect(ofType('lib.types.int // { name = "own"; merge = _: _: { x = 2; }; }')).toBe(
    '{ «unknown: own» }',
  );
  expect(ofType('{ _type = "option-type"; name = "own"; }')).toBe('{ «unknown: own» }');
});

describe('the specialisations that define something at a path', () => {
  const found = (text: string, files?: Readonly<Record<string, string>>) =>
    configured(text, files)
      .specialised(['programs', 'vmsilo'])
      .map(({ name }) => name);

  test.each([
    '{ specialisation.away.configuration = { programs.vmsilo.enable = true; }; }',
    '{ specialisation.away = { configuration = { programs.vmsilo.enable = true; }; }; }',
    '{ specialisation.away.configuration = { ... }: { programs.vmsilo.enable = true; }; }',
    '{ specialisation.away.configuration = { imports = [ { programs.vmsilo.nixosVms.a = { }; } ]; }; }',
    '{ specialisation.away.configuration = { config, ... }: { programs.vmsilo.enable = config.programs.vmsilo.netvmRange != ""; }; }',
    '{ specialisation.away.configuration = { lib, ... }: { imports = [ ./missing.nix ]; programs.vmsilo.enable = true; }; }',
    '{ specialisation.away.configuration = { pkgs, lib, ... }: lib.mkIf pkgs.x { programs.vmsilo.enable = true; }; }',
  ])('%s', (text) => {
    expect(found(text)).toEqual(['away']);
  });

  test.each([
    '{ }',
    '{ specialisation.away.configuration = { services.a = true; }; }',
    '{ specialisation.away.configuration = { }; programs.vmsilo.enable = true; }',
    '{ specialisation.away.configuration = throw "no"; }',
    '{ specialisation.away = 5; }',
    '{ specialisation = 5; }',
    '{ pkgs, ... }: { specialisation = pkgs.x; }',
    '{ pkgs, ... }: { specialisation.away = pkgs.x; }',
  ])('none: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('all of them, and each of their definitions', () => {
    const uses = '{ programs.vmsilo.enable = true; }';
    const text = `{
      specialisation.b.configuration = ${uses};
      specialisation.c.configuration = { };
      imports = [
        { specialisation.a.configuration = ${uses}; specialisation.b.configuration = ./vms.nix; }
      ];
    }`;
    expect(found(text, { 'vms.nix': uses }).toSorted()).toEqual(['a', 'b', 'b']);
  });

  test("and nothing is said of what can't be read in them", () => {
    const configuration = configured(
      '{ specialisation.away.configuration = { imports = [ ./missing.nix <other> (<other> ./a.nix) ]; }; }',
    );
    expect(configuration.specialised(['programs', 'vmsilo'])).toEqual([]);
    expect(configuration.diagnostics).toEqual([]);
  });
});
