import { describe, expect, test } from 'vitest';
import { force } from '../../src/resolve/thunk.ts';
import { flakeOf, inOutputs, tell } from './flake.ts';

/** What `nixosConfigurations.a` says of its modules, or why it can't be read. */
function systemOf(expression: string) {
  const { flake, reading, folder } = flakeOf(
    `{ outputs = { self, nixpkgs, other }: { nixosConfigurations.a = ${expression}; }; }`,
  );
  const [host] = flake?.hosts ?? [];
  if (host === undefined)
    return flake?.unread.map(({ cause }) => `${cause.subject}: ${cause.reason}`);
  const show = (slot: Parameters<typeof tell>[0]) =>
    tell(slot, reading.evaluation.files).replaceAll(folder, '/tree');
  return { modules: host.modules.map(show), specialArgs: show(host.specialArgs) };
}

const plain = { modules: ['[ 1 ]', '[ ]', '[ ]'], specialArgs: '{ }' };

describe('what makes a system', () => {
  test.each([
    ['nixpkgs.lib.nixosSystem { modules = [ 1 ]; }', plain],
    ['import "${nixpkgs}/nixos/lib/eval-config.nix" { modules = [ 1 ]; }', plain],
    [
      'nixpkgs.lib.nixosSystem { modules = [ 1 ]; specialArgs = { a = 2; }; system = throw "no"; }',
      { ...plain, specialArgs: '{ a = 2; }' },
    ],
    [
      'nixpkgs.lib.nixosSystem { modules = [ 1 ]; extraModules = [ 2 ]; extraArgs = { a = 3; }; }',
      { ...plain, modules: ['[ 1 ]', '[ 2 ]', '[ { _module = { args = { a = 3; }; }; } ]'] },
    ],
    [
      'nixpkgs.lib.nixosSystem { }',
      { ...plain, modules: ['error: attribute `modules` missing', '[ ]', '[ ]'] },
    ],
    [
      'nixpkgs.lib.nixosSystem (other.settings // { modules = [ 1 ]; })',
      {
        modules: [
          '[ 1 ]',
          'other.settings: flake inputs are not fetched --set inputs.other.settings',
          '[ ]',
        ],
        specialArgs: 'other.settings: flake inputs are not fetched --set inputs.other.settings',
      },
    ],
  ])('%s', (expression, system) => {
    expect(systemOf(expression)).toEqual(system);
  });

  test('its modules get the `lib` of the flake that makes it, or the one that is given', () => {
    const libOf = (expression: string) => {
      const text = `{ outputs = { self, nixpkgs }: { nixosConfigurations.a = ${expression}; }; }`;
      const { flake } = flakeOf(text);
      const [host] = flake?.hosts ?? [];
      const lib = force(host?.lib ?? null);
      return typeof lib === 'object' && lib?.kind === 'set' && lib.attributes.has('nixosSystem');
    };
    expect(libOf('nixpkgs.lib.nixosSystem { modules = [ ]; }')).toBe(true);
    expect(libOf('import <nixpkgs/nixos/lib/eval-config.nix> { modules = [ ]; }')).toBe(false);
    expect(libOf('nixpkgs.lib.nixosSystem { modules = [ ]; lib = 5; }')).toBe(false);
  });
});

describe('`extendModules`', () => {
  const base = '(nixpkgs.lib.nixosSystem { modules = [ 1 ]; specialArgs = { a = 1; b = 1; }; })';

  test.each([
    ['{ modules = [ 2 ]; }', '[ 2 ]', '{ a = 1; b = 1; }'],
    ['{ }', '[ ]', '{ a = 1; b = 1; }'],
    ['{ specialArgs = { b = 2; c = 2; }; }', '[ ]', '{ a = 1; b = 2; c = 2; }'],
  ])('adds %s', (settings, modules, specialArgs) => {
    expect(systemOf(`${base}.extendModules ${settings}`)).toEqual({
      modules: [...plain.modules, modules],
      specialArgs,
    });
  });

  test('adds to what it added', () => {
    const twice = `(${base}.extendModules { modules = [ 2 ]; }).extendModules { modules = [ 3 ]; }`;
    expect(systemOf(twice)).toMatchObject({ modules: [...plain.modules, '[ 2 ]', '[ 3 ]'] });
  });
});

describe('a system is known', () => {
  const system = 'nixpkgs.lib.nixosSystem { modules = [ 1 ]; }';

  test.each([
    `${system} // { a = 1; }`,
    `nixpkgs.lib.recursiveUpdate (${system}) { a = 1; }`,
    `if other.x then ${system} else ${system}`,
  ])('where it is a part of %s', (expression) => {
    const told = systemOf(expression);
    if (Array.isArray(told)) expect(told).toEqual(['other.x: flake inputs are not fetched']);
    else expect(told).toEqual(plain);
  });

  test('by its type, and by nothing of what NixOS makes', () => {
    expect(inOutputs(`(${system})._type`)).toBe('"configuration"');
    expect(inOutputs(`(${system}).config.system.build.toplevel`)).toBe(
      'nixosSystem: what NixOS makes of the modules is known only to the evaluation (ours)',
    );
  });

  test.each([
    '{ }',
    '{ extendModules = x: x; }',
    '{ extendModules = 5; }',
    '{ extendModules = null; }',
    '5',
    'null',
    '"text"',
  ])('and not of %s', (expression) => {
    expect(systemOf(expression)).toEqual(['nixosConfigurations: it is not made by `nixosSystem`']);
  });

  test.each([
    ['other.a', 'other.a'],
    ['other.a // { b = 1; }', 'other.a'],
    ['{ extendModules = other.a; }', 'other.a'],
  ])("and not of %s, which can't be known", (expression, subject) => {
    expect(systemOf(expression)).toEqual([`${subject}: flake inputs are not fetched`]);
  });
});
