import { describe, expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

const urls: Readonly<Record<string, string>> = {
  nixpkgs: 'github:NixOS/nixpkgs',
  flakeParts: 'github:hercules-ci/flake-parts',
  utils: 'github:numtide/flake-utils',
  tree: 'github:vic/import-tree',
  home: 'github:nix-community/home-manager',
};

const inputs = Object.entries(urls)
  .map(([name, url]) => `${name}.url = "${url}";`)
  .join(' ');

const inFlake = (expression: string) => inOutputs(`with inputs; ${expression}`, inputs);

describe('nixpkgs', () => {
  test.each([
    ['nixpkgs.lib ? nixosSystem', 'true'],
    ['import <nixpkgs/lib> ? nixosSystem', 'false'],
    ['nixpkgs.legacyPackages.x86_64-linux.lib ? nixosSystem', 'false'],
    ['nixpkgs.other', 'nixpkgs.other: flake inputs are not fetched --set inputs.nixpkgs.other'],
    ['nixpkgs.outPath', 'inputs.nixpkgs.outPath: flake inputs are not fetched'],
    ['nixpkgs ? other', 'inputs.nixpkgs: flake inputs are not fetched --set inputs.nixpkgs'],
  ])('%s: %s', (expression, value) => {
    expect(inFlake(expression)).toBe(value);
  });

  test.each([
    'x86_64-linux',
    'aarch64-linux',
    'i686-linux',
    'riscv64-linux',
    'x86_64-darwin',
    'aarch64-darwin',
  ])('has packages for %s', (system) => {
    expect(inFlake(`nixpkgs.legacyPackages.${system}.lib.toUpper "a"`)).toBe('"A"');
    expect(inFlake(`nixpkgs.legacyPackages.${system}.hello`)).toBe(
      `nixpkgs.legacyPackages.${system}.hello: packages are known only to the evaluation --set inputs.nixpkgs.legacyPackages.${system}.hello`,
    );
  });

  test('may have packages for other systems', () => {
    expect(inFlake('nixpkgs.legacyPackages.mips-linux')).toBe(
      'nixpkgs.legacyPackages.mips-linux: flake inputs are not fetched --set inputs.nixpkgs.legacyPackages.mips-linux',
    );
  });
});

describe('flake-utils', () => {
  test.each([
    'eachDefaultSystem (system:',
    'eachSystem [ "x86_64-linux" ] (system:',
  ])('the outputs of %s … have names, and nothing else is known of them', (call) => {
    const outputs = `utils.lib.${call} { packages = system; checks = { }; })`;
    expect(inFlake(`builtins.attrNames (${outputs})`)).toBe('[ "checks" "packages" ]');
    expect(inFlake(`(${outputs}).checks`)).toBe(
      'flake-utils: outputs for each system are not read (ours)',
    );
  });

  test.each([
    'eachDefaultSystemPassThrough (system:',
    'eachSystemPassThrough [ "x86_64-linux" ] (system:',
  ])('what does not hang on the system passes through %s …', (call) => {
    const outputs = `utils.lib.${call} { a = 5; b = system; })`;
    expect(inFlake(`(${outputs}).a`)).toBe('5');
    expect(inFlake(`(${outputs}).b`)).toBe(
      'system: flake-utils calls this for one system after the other',
    );
  });

  test('names that hang on the system are not known', () => {
    expect(inFlake('utils.lib.eachDefaultSystem (system: { ${system} = 5; })')).toBe(
      'system: flake-utils calls this for one system after the other (ours)',
    );
  });

  test('what else it has is not known', () => {
    expect(inFlake('utils.lib.mkApp')).toBe(
      'utils.lib.mkApp: flake inputs are not fetched --set inputs.utils.lib.mkApp',
    );
    expect(inFlake('utils ? outPath')).toBe('true');
    expect(inFlake('utils.other')).toBe(
      'utils.other: flake inputs are not fetched --set inputs.utils.other',
    );
  });
});

describe('home-manager', () => {
  test('adds two names to `lib`, of which nothing is known', () => {
    expect(inFlake('builtins.attrNames home.lib')).toBe('[ "hm" "homeManagerConfiguration" ]');
    expect(inFlake('home.lib.hm.dag')).toBe(
      'home.lib.hm.dag: flake inputs are not fetched --set inputs.home.lib.hm.dag',
    );
    expect(inFlake('(nixpkgs.lib // home.lib).toUpper "a"')).toBe('"A"');
    expect(inFlake('home.nixosModules')).toBe(
      'home.nixosModules: flake inputs are not fetched --set inputs.home.nixosModules',
    );
  });
});

describe('flake-parts', () => {
  test.each([
    'easyOverlay',
    'flakeModules',
    'modules',
  ])('has the module %s, which only declares', (name) => {
    expect(inFlake(`flakeParts.flakeModules.${name}`)).toBe('{ }');
  });

  test('has more of which nothing is known', () => {
    expect(inFlake('flakeParts.flakeModules.partitions')).toBe(
      'flakeParts.flakeModules.partitions: flake inputs are not fetched --set inputs.flakeParts.flakeModules.partitions',
    );
    expect(inFlake('flakeParts.lib.other')).toBe(
      'flakeParts.lib.other: flake inputs are not fetched --set inputs.flakeParts.lib.other',
    );
    expect(inFlake('flakeParts.other')).toBe(
      'flakeParts.other: flake inputs are not fetched --set inputs.flakeParts.other',
    );
  });

  const withSystem = (module: string) =>
    inFlake(
      `(flakeParts.lib.mkFlake { inherit inputs; } ({ withSystem, ... }: { flake.value = ${module}; })).value`,
    );

  test('`withSystem` has a system, packages, and more', () => {
    const call = 'withSystem "x86_64-linux"';
    expect(withSystem(`${call} ({ system, ... }: system)`)).toBe('"x86_64-linux"');
    expect(withSystem(`${call} ({ pkgs, ... }: pkgs.lib.toUpper "a")`)).toBe('"A"');
    expect(withSystem(`${call} ({ pkgs, ... }: pkgs.hello)`)).toBe(
      'pkgs.hello: packages are known only to the evaluation',
    );
    expect(withSystem(`${call} ({ self', ... }: self')`)).toBe(
      "self': what flake-parts makes for a system is not read (ours)",
    );
  });
});
