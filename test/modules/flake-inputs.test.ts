import { describe, expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

/** An expression that is known of nixpkgs only. */
const isNixpkgs = 'x.lib.toUpper "nixpkgs"';

/** Whether an input `x` is taken for nixpkgs. */
function taken(inputs: string): boolean {
  return inOutputs(`inputs.${isNixpkgs}`, inputs) === '"NIXPKGS"';
}

const notFetched = (name: string) =>
  `inputs.${name}: flake inputs are not fetched --set inputs.${name}`;

describe('an input is known by where it comes from', () => {
  test.each([
    'x.url = "github:NixOS/nixpkgs";',
    'x.url = "github:NixOS/nixpkgs/nixos-25.05";',
    'x.url = "git+https://example.org/mirrors/nixpkgs.git?ref=master#a";',
    'x.url = "github:nix-community/nixpkgs.lib";',
    'x.url = "https://flakehub.com/f/DeterminateSystems/nixpkgs-weekly/0.1.tar.gz";',
    'x.url = "https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz";',
    'x.url = "https://nixos.org/channels/nixos-unstable";',
    'x.url = "https://releases.nixos.org/nixos/25.05/nixexprs.tar.xz";',
    'x = { type = "github"; owner = "NixOS"; repo = "nixpkgs"; };',
    'x = { type = "indirect"; id = "nixpkgs"; };',
    'x.url = "nixpkgs";',
    'x.url = "flake:nixpkgs/nixos-25.05";',
  ])('nixpkgs: %s', (inputs) => {
    expect(taken(inputs)).toBe(true);
  });

  test.each([
    'x.url = "github:example/my-nixpkgs";',
    'x.url = "github:example/other?ref=nixpkgs";',
    'x.url = "github:example/other/nixpkgs";',
    'x.url = "github:nixpkgs/other";',
    'x.url = "gitlab:nixpkgs/other";',
    'x.url = "sourcehut:~nixpkgs/nixpkgs.lib2";',
    'x.url = "github:example/other#nixpkgs";',
    'x.url = "https://nixos.org.example.org/channels/nixos-unstable";',
    'x.url = "http://example.org/https://nixos.org/";',
    'x = { };',
    'x.repo = 5;',
  ])('something else: %s', (inputs) => {
    expect(taken(inputs)).toBe(false);
  });

  test('one that says nothing, by its name in the registry', () => {
    expect(inOutputs(`inputs.nixpkgs.lib.toUpper "a"`, 'nixpkgs = { };')).toBe('"A"');
    expect(inOutputs(`nixpkgs.lib.toUpper "a"`)).toBe('"A"');
  });

  test('the address counts more than the parts', () => {
    expect(taken('x = { url = "github:example/other"; repo = "nixpkgs"; };')).toBe(false);
  });
});

describe('an input may be the same as another', () => {
  test.each([
    ['x.follows = "nixpkgs";', true],
    ['x.follows = "y"; y.follows = "z"; z.url = "github:NixOS/nixpkgs";', true],
    ['x.follows = "other/nixpkgs"; other.url = "github:example/other";', true],
    ['x.follows = "y"; y.follows = "other/deeper/nixpkgs"; other.url = "github:a/b";', true],
    ['x.follows = "other/my-nixpkgs"; other.url = "github:example/other";', false],
    ['x.follows = "y"; y.url = "github:example/y";', false],
    ['x.follows = "missing";', false],
    ['x.follows = "y"; y.follows = "x";', false],
    ['x.follows = "x";', false],
  ])('%s nixpkgs: %s', (inputs, expected) => {
    expect(taken(inputs)).toBe(expected);
  });
});

describe('what is not fetched', () => {
  test.each([
    ['x.url = "github:example/x";'],
    ['x.follows = "other/x"; other.url = "github:example/other";'],
    ['x.follows = "missing/x";'],
  ])('can be given, and is nothing of ours: %s', (inputs) => {
    expect(inOutputs('inputs.x', inputs)).toBe(notFetched('x'));
  });

  test('may be ours where it is an input of an input that is', () => {
    expect(inOutputs('inputs.x', 'x.follows = "site/x"; site.url = "path:./site";')).toBe(
      'inputs.x: flake inputs are not fetched (ours) --set inputs.x',
    );
  });

  test('is known of nixpkgs, without being a flake, by what may be imported', () => {
    const inputs = 'x = { url = "github:NixOS/nixpkgs"; flake = false; };';
    expect(inOutputs('(import "${inputs.x}/lib").toUpper "a"', inputs)).toBe('"A"');
    expect(inOutputs('(import inputs.x { }).lib.toUpper "a"', inputs)).toBe('"A"');
    expect(inOutputs('inputs.x', inputs)).toBe('inputs.x: flake inputs are not fetched');
  });

  test('is not known of others that are no flakes', () => {
    const inputs = 'x = { url = "github:nix-community/home-manager"; flake = false; };';
    expect(inOutputs('inputs.x', inputs)).toBe(notFetched('x'));
    expect(inOutputs('inputs.x.lib.hm', inputs.replace('false', 'true'))).toBe(
      'inputs.x.lib.hm: flake inputs are not fetched --set inputs.x.lib.hm',
    );
  });
});

describe('an input that is a folder', () => {
  const files = {
    'site/flake.nix': '{ outputs = { self }: { netvm = "sys-net"; }; }',
    'site/data.nix': '"sys-net"',
  };

  test.each([
    'x.url = "./site";',
    'x.url = "path:./site";',
    'x.url = "path:./site?lastModified=1";',
    'x = { type = "path"; path = "./site"; };',
    'x.url = ./site;',
    'x.follows = "y"; y.url = "./site";',
  ])('is read: %s', (inputs) => {
    expect(inOutputs('inputs.x.netvm', inputs, files)).toBe('"sys-net"');
  });

  test.each([
    'x.url = "site";',
    'x.url = ".site";',
    'x.url = "git+file:./site";',
  ])('is not what else has its name: %s', (inputs) => {
    expect(inOutputs('inputs.x', inputs, files)).toBe(notFetched('x'));
  });

  test('has files, where it is no flake', () => {
    const inputs = 'x = { url = "./site"; flake = false; };';
    expect(inOutputs('import "${inputs.x}/data.nix"', inputs, files)).toBe('"sys-net"');
    expect(inOutputs('inputs.x.netvm', inputs, files)).toBe(
      'inputs.x.netvm: what Nix notes of its source is known only to the evaluation (ours)',
    );
  });

  test('is not read outside of the root', () => {
    expect(inOutputs('inputs.x', 'x.url = "path:../site";')).toBe(
      'inputs.x: it is outside of the root, and only what is below is read',
    );
    expect(inOutputs('inputs.x', 'x.url = "/";')).toBe(
      'inputs.x: it is outside of the root, and only what is below is read',
    );
  });

  test('is not the flake itself', () => {
    expect(inOutputs('inputs.x.a', 'x.url = ".";')).toBe(
      'error: infinite recursion: this flake is an input of itself',
    );
  });
});

describe('the inputs of a flake', () => {
  test('are those that it declares, and those that its outputs take', () => {
    expect(inOutputs('builtins.attrNames inputs', 'b = { }; a.url = "github:a/a";')).toBe(
      '[ "a" "b" "nixpkgs" "self" ]',
    );
  });

  test('have the names alone where they are not written as a set', () => {
    expect(inOutputs('inputs.x', 'x = 5;')).toBe(notFetched('x'));
  });
});
