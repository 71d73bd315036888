import { describe, expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

const inputs = 'flake-parts.url = "github:hercules-ci/flake-parts"; gone.url = "github:a/gone";';
const notDeclared = 'flake-parts declares it, and its sources are not read';

const gone = (part: string) => `inputs.gone.${part}: flake inputs are not fetched (ours)`;

/** A part of what flake-parts makes of a module. */
function made(
  module: string,
  part: string,
  { given = 'inherit inputs;', files = {} } = {},
): string {
  return inOutputs(
    `(inputs.flake-parts.lib.mkFlake { ${given} } (${module}))${part}`,
    inputs,
    files,
  );
}

describe('the outputs', () => {
  test.each([
    ['{ flake.a = 5; }', '.a', '5'],
    ['{ flake = { a = 5; }; }', '.a', '5'],
    ['{ imports = [ { flake.a = 5; } ]; flake.b = 6; }', '.a', '5'],
    ['{ config, ... }: { flake.a = config.flake.b + 1; flake.b = 5; }', '.a', '6'],
    [
      '{ flake.overlays.a = 1; imports = [ { flake.overlays.b = 2; } ]; }',
      '.overlays',
      '{ a = 1; b = 2; }',
    ],
    [
      '{ flake.modules.nixos.a = { }; imports = [ { flake.modules.nixos.b = { }; } ]; }',
      '.modules.nixos ? b',
      'true',
    ],
    ['{ }', '.nixosModules', '{ }'],
    ['{ }', '.nixosConfigurations', '{ }'],
    ['{ lib, ... }: { flake.a = lib ? nixosSystem; }', '.a', 'true'],
  ])('of %s: %s is %s', (module, part, value) => {
    expect(made(module, part)).toBe(value);
  });

  test('that two modules set differently are an error', () => {
    expect(made('{ flake.a = 5; imports = [ { flake.a = 6; } ]; }', '.a')).toMatch(
      /^error: .*`flake\.a`/,
    );
  });

  test.each([
    'apps',
    'checks',
    'devShells',
    'formatter',
    'legacyPackages',
    'packages',
  ])('that are made for each system are not known: %s', (name) => {
    expect(made('{ perSystem = { }; }', `.${name}`)).toBe(`config.flake.${name}: ${notDeclared}`);
  });

  test('may be more than those that are read', () => {
    expect(made('{ flake.a = 5; }', '.b')).toBe(`flake-parts: ${notDeclared} (ours)`);
    expect(made('{ flake = inputs.gone.outputs; }', '.b')).toContain(gone('outputs'));
  });

  test.each([
    ['.own', '5'],
    ['.a', '6'],
    ['.overlays', '{ }'],
    ['.b', `flake-parts: ${notDeclared} (ours)`],
  ])('that a module declares are beside the others: %s is %s', (part, value) => {
    const own =
      'type = lib.types.submoduleWith { modules = [ { options.own = lib.mkOption { default = 5; }; } ]; };';
    const module = `{ lib, ... }: { options.flake = lib.mkOption { ${own} }; config.flake.a = 6; }`;
    expect(made(module, part)).toBe(value);
  });

  test('of flake-parts itself are what it declares', () => {
    expect(made('{ config, ... }: { flake.a = config.systems; }', '.a')).toBe(
      `config.systems: ${notDeclared} (ours)`,
    );
    expect(made('{ options, ... }: { flake.a = options ? perSystem; }', '.a')).toBe(
      `flake-parts: ${notDeclared} (ours)`,
    );
  });
});

describe("modules that can't be had", () => {
  const module = '{ imports = [ inputs.gone.flakeModule ]; flake.overlays.a = 1; flake.b = 2; }';

  test('may add to outputs, and change nothing of what others set', () => {
    expect(made(module, '.overlays.a')).toBe('1');
    expect(made(module, '.overlays.b')).toContain(gone('flakeModule'));
    expect(made(module, '.nixosModules.a')).toContain(gone('flakeModule'));
    expect(made(module, '.b')).toBe('2');
    expect(made(module, '.c')).toContain(gone('flakeModule'));
    const unknown = module.replace('flake.overlays.a = 1', 'flake.overlays = inputs.gone.overlays');
    expect(made(unknown, '.overlays.a')).toContain('flake inputs are not fetched (ours)');
  });

  test('are those, too, that may hold something of ours', () => {
    const own = '{ imports = [ (inputs.gone.lib.make ./a.nix) ]; flake.overlays.a = 1; }';
    expect(made(own, '.overlays.b')).toBe(gone('lib.make'));
  });

  test('are not those that are missing', () => {
    expect(made('{ imports = [ ./missing.nix ]; }', '.a')).toMatch(/^error: /);
  });
});

describe('the arguments of modules', () => {
  test.each([
    ['self', '(self + "/a.nix")', '5'],
    ['inputs', 'inputs.self + "/a.nix"', '5'],
  ])('%s', (name, path, value) => {
    const module = `{ ${name}, ... }: { flake.a = import (${path}); }`;
    expect(made(module, '.a', { files: { 'a.nix': '5' } })).toBe(value);
  });

  test('`self` is the one of the given inputs', () => {
    const given = 'inputs = { self = 7; };';
    expect(made('{ self, ... }: { flake.a = self; }', '.a', { given })).toBe('7');
    expect(made('{ self, ... }: { flake.a = self._type; }', '.a', { given: 'inputs = { };' })).toBe(
      '"flake"',
    );
    expect(made('{ inputs, ... }: { flake.a = inputs; }', '.a', { given: '' })).toBe('{ }');
  });

  test('are those that are given, too', () => {
    const given = 'inherit inputs; specialArgs = { user = "me"; inputs = 5; };';
    expect(made('{ user, ... }: { flake.a = user; }', '.a', { given })).toBe('"me"');
    expect(made('{ inputs, ... }: { flake.a = inputs; }', '.a', { given })).toBe('5');
  });

  test('of flake-parts itself are not known', () => {
    expect(made('{ getSystem, ... }: { flake.a = getSystem; }', '.a')).toBe(
      `getSystem: ${notDeclared} (ours)`,
    );
    expect(made('{ flake-parts-lib, ... }: { flake.a = flake-parts-lib.other; }', '.a')).toBe(
      `flake-parts-lib.other: ${notDeclared}`,
    );
  });

  test('`importApply` imports a module that is a function of more', () => {
    const files = { 'a.nix': 'more: { lib, ... }: { flake.a = more.b; }' };
    const apply = 'flake-parts-lib.importApply ./a.nix { b = 5; }';
    const module = `{ flake-parts-lib, ... }: { imports = [ (${apply}) ]; }`;
    expect(made(module, '.a', { files })).toBe('5');
    expect(made(`{ flake-parts-lib, ... }: { flake.b = (${apply})._file; }`, '.b', { files })).toBe(
      '/tree/a.nix',
    );
  });
});
