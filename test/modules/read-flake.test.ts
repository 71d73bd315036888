import { describe, expect, test } from 'vitest';
import { flakeOf, inOutputs } from './flake.ts';
import { textOf } from './tree.ts';

/** The names of a flake's hosts, and of those that can't be read. */
function hostsOf(text: string, files?: Readonly<Record<string, string>>) {
  const { flake } = flakeOf(text, files);
  if (flake === null) return null;
  return [
    flake.hosts.map(({ name }) => name),
    flake.unread.map(({ name, cause }) => `${name}: ${cause.subject}: ${cause.reason}`),
  ];
}

describe('the hosts of a flake', () => {
  test('are the configurations that `nixosSystem` makes, sorted by name', () => {
    const text = `{ outputs = { nixpkgs, ... }: {
      nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ]; };
      nixosConfigurations.c = nixpkgs.lib.nixosSystem { modules = [ ]; };
      nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ]; };
    }; }`;
    expect(hostsOf(text)).toEqual([['a', 'b', 'c'], []]);
    const { flake } = flakeOf(text);
    expect(flake?.span && textOf(flake.span)).toBe('nixosConfigurations');
    expect(flake?.hosts.map(({ span }) => span && textOf(span))).toEqual(['a', 'b', 'c']);
  });

  test("are not all there are, where some can't be known", () => {
    const text = `{ outputs = { nixpkgs, other, ... }: {
      nixosConfigurations = other.hosts // {
        a = other.a;
        b = { };
        c = 5;
        d = null;
        e = nixpkgs.lib.nixosSystem { };
      };
    }; }`;
    expect(hostsOf(text)).toEqual([
      ['e'],
      [
        'null: other.hosts: flake inputs are not fetched',
        'a: other.a: flake inputs are not fetched',
        'b: nixosConfigurations: it is not made by `nixosSystem`',
        'c: nixosConfigurations: it is not made by `nixosSystem`',
        'd: nixosConfigurations: it is not made by `nixosSystem`',
      ],
    ]);
  });

  test('are not there where the flake has no configurations', () => {
    expect(hostsOf('{ outputs = { ... }: { packages = { }; }; }')).toBeNull();
    expect(hostsOf('{ outputs = { other, ... }: other.outputs; }')).toEqual([
      [],
      ['null: other.outputs: flake inputs are not fetched'],
    ]);
  });

  test('are not there where the flake has no outputs', () => {
    expect(() => hostsOf('{ inputs = { }; }')).toThrow(
      expect.objectContaining({ kind: 'entry', message: 'this flake has no `outputs`' }),
    );
  });

  test('are not there where the flake needs itself', () => {
    const text =
      '{ inputs.me.url = "."; outputs = { self, me }: { inherit (me) nixosConfigurations; }; }';
    expect(() => hostsOf(text)).toThrow(
      expect.objectContaining({
        kind: 'infinite-recursion',
        message: 'infinite recursion: this flake is an input of itself',
      }),
    );
  });
});

describe("a flake's own value", () => {
  test.each([
    ['self.outputs.nixosConfigurations ? a', 'true'],
    ['self.nixosConfigurations ? a', 'true'],
    ['self.nixosConfigurations ? b', 'false'],
    ['self._type', '"flake"'],
    ['builtins.attrNames self.inputs', '[ "nixpkgs" "self" ]'],
    ['self.inputs.self._type', '"flake"'],
    ['inputs.self._type', '"flake"'],
    ['baseNameOf (self + "/a.nix")', '"a.nix"'],
    ['import (self + "/a.nix")', '5'],
    ['import "${self.sourceInfo}/a.nix"', '5'],
    [
      'self.rev',
      'self.rev: what Nix notes of its source is known only to the evaluation (ours) --set inputs.self.rev',
    ],
    [
      'self.sourceInfo.lastModified',
      'self.sourceInfo.lastModified: what Nix notes of its source is known only to the evaluation (ours) --set inputs.self.sourceInfo.lastModified',
    ],
    ['(import <nixpkgs/lib>).hasInfix "/_" "${self}/a.nix"', 'false'],
    ['(import <nixpkgs/lib>).hasInfix "/_" "${self.sourceInfo}/a.nix"', 'false'],
  ])('%s: %s', (expression, value) => {
    expect(inOutputs(expression, '', { 'a.nix': '5' })).toBe(value);
  });
});

describe('a flake of ours that is an input', () => {
  const site = (text: string) => ({ 'site/flake.nix': text, 'site/a.nix': '5' });
  const inputs = 'site.url = "./site";';

  test.each([
    ['inputs.site.a', '5'],
    ['inputs.site.outputs.a', '5'],
    ['inputs.site._type', '"flake"'],
    ['import "${inputs.site}/a.nix"', '5'],
    ['inputs.site.up', '"A"'],
    ['builtins.attrNames inputs.site.inputs', '[ "nixpkgs" "self" ]'],
    [
      '(import <nixpkgs/lib>).hasInfix "/_" "${inputs.site}/a.nix"',
      '/tree/site: the path of its copy in the Nix store is not known (ours)',
    ],
    [
      'inputs.site.rev',
      'inputs.site.rev: what Nix notes of its source is known only to the evaluation (ours)',
    ],
  ])('%s: %s', (expression, value) => {
    const text =
      '{ outputs = { self, nixpkgs }: { a = import ./a.nix; up = nixpkgs.lib.toUpper "a"; }; }';
    expect(inOutputs(expression, inputs, site(text))).toBe(value);
  });

  test('has no inputs that are itself', () => {
    const text = '{ inputs.up.url = "path:.."; outputs = { self, up }: { inherit (up) a; }; }';
    expect(inOutputs('inputs.site.a', inputs, site(text))).toBe(
      'error: infinite recursion: this flake is an input of itself',
    );
  });

  test("may be one that can't be known as a whole", () => {
    const text = '{ outputs = { self, other }: other.outputs // { a = 5; }; }';
    expect(inOutputs('inputs.site.a', inputs, site(text))).toBe('5');
    expect(inOutputs('inputs.site.b', inputs, site(text))).toBe(
      'inputs.site.b: flake inputs are not fetched (ours)',
    );
    expect(inOutputs('inputs.site._type', inputs, site(text))).toBe('"flake"');
  });
});
