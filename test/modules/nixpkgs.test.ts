import { describe, expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

const packages = 'pkgs: packages are known only to the evaluation';

describe('what may be imported from nixpkgs', () => {
  test.each([
    ['(import nixpkgs { }).lib.toUpper "a"', '"A"'],
    ['(import "${nixpkgs}/default.nix" { }).lib.toUpper "a"', '"A"'],
    ['(import "${nixpkgs}/lib").toUpper "a"', '"A"'],
    ['(import "${nixpkgs}/lib/default.nix").toUpper "a"', '"A"'],
    ['(import <nixpkgs> { }).lib.toUpper "a"', '"A"'],
    ['(import <nixpkgs/lib>).toUpper "a"', '"A"'],
    ['import "${nixpkgs}/nixos/lib/eval-config.nix" { modules = [ ]; } ? extendModules', 'true'],
    ['import "${nixpkgs}/pkgs/top-level"', 'inputs.nixpkgs.outPath: flake inputs are not fetched'],
    [
      'import <other/lib>',
      '<other/lib>: what the search path holds is known only to the evaluation',
    ],
    [
      'import <nixpkgs/other>',
      '<nixpkgs/other>: what the search path holds is known only to the evaluation',
    ],
    ['(import nixpkgs { }).hello', packages],
  ])('%s: %s', (expression, value) => {
    expect(inOutputs(expression)).toBe(value);
  });
});

describe('overlays', () => {
  const hello = (settings: string, name = 'hello') =>
    inOutputs(`(import nixpkgs ${settings}).${name}`, 'other.url = "github:a/b";');

  test.each([
    ['{ overlays = [ (final: prev: { hello = 5; }) ]; }', '5'],
    [
      '{ overlays = [ (final: prev: { hello = 5; }) (final: prev: { hello = prev.hello + 1; }) ]; }',
      '6',
    ],
    [
      '{ overlays = [ (final: prev: { hello = final.more; }) (final: prev: { more = 7; }) ]; }',
      '7',
    ],
    [
      '{ overlays = [ (final: { hello = 5; }) ]; }',
      "error: this is a set, which can't be called like a function",
    ],
    ['{ overlays = [ ]; }', packages],
    ['{ }', packages],
    ['5', 'error: expected a set but found an integer'],
    ['{ overlays = 5; }', 'error: expected a list but found an integer'],
  ])('of %s', (settings, value) => {
    expect(hello(settings)).toBe(value);
  });

  test.each([
    ['of unknown settings', 'inputs.other.settings'],
    ['of settings with an unknown rest', '(inputs.other.settings // { system = "a"; })'],
    ['that are unknown', '{ inherit (inputs.other) overlays; }'],
    [
      'that are unknown but for some',
      '{ overlays = [ (final: prev: { a = 5; }) ] ++ inputs.other.overlays; }',
    ],
    ['of which one is unknown', '{ overlays = [ inputs.other.overlay ]; }'],
    [
      'of which one gives what is unknown',
      '{ overlays = [ (final: prev: inputs.other.packages) ]; }',
    ],
  ])('%s may add packages and to `lib`, and replace nothing of it', (_name, settings) => {
    const added =
      /^inputs\.other\.(settings|overlays?|packages): flake inputs are not fetched \(ours\)/;
    expect(hello(settings, 'lib.toUpper "a"')).toBe('"A"');
    expect(hello(settings)).toMatch(added);
    expect(hello(settings, 'lib.more')).toMatch(/: flake inputs are not fetched \(ours\)/);
    expect(hello('{ }', 'lib ? more')).toBe('false');
  });
});
