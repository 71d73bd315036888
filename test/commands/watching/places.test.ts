import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Survey } from '../../../src/commands/surveys.ts';
import { isSamePlaces, type Places, placesOf } from '../../../src/commands/watching/places.ts';
import { makeFolder } from '../folder.ts';

/** A survey that asked for the entries of these paths below a root. */
function surveyOf(root: string, ...paths: readonly string[]): Survey {
  return {
    options: { root, outputs: [], maxBytes: 0 },
    isTracked: false,
    looks: paths.map((path) => ({ kind: 'entry', path, answer: { kind: 'missing' } })),
  };
}

/** The names that matter in a folder, sorted. */
function namesIn(folder: string, places: Places): readonly string[] {
  return [...(places.get(folder) ?? [])].sort();
}

test('a link matters where it stands, and all that is on the way to where it leads', () => {
  const root = makeFolder();
  mkdirSync(join(root, 'deep/inner'), { recursive: true });
  writeFileSync(join(root, 'deep/a.nix'), '');
  symlinkSync('deep/inner/../a.nix', join(root, 'relative.nix'));
  symlinkSync(join(root, 'deep/a.nix'), join(root, 'absolute.nix'));
  const relative = placesOf([surveyOf(root, join(root, 'relative.nix'))], []);
  expect(namesIn(root, relative)).toEqual(['deep', 'relative.nix']);
  expect(namesIn(join(root, 'deep'), relative)).toEqual(['a.nix', 'inner']);
  const absolute = placesOf([surveyOf(root, join(root, 'absolute.nix'))], []);
  expect(namesIn(root, absolute)).toEqual(['absolute.nix', 'deep']);
  expect(namesIn(join(root, 'deep'), absolute)).toEqual(['a.nix']);
});

test('what a link out of the root leads to does not matter, and a ring of links ends', () => {
  const outside = makeFolder();
  const root = makeFolder();
  symlinkSync(join(outside, 'a.nix'), join(root, 'out.nix'));
  symlinkSync('ring.nix', join(root, 'ring.nix'));
  const places = placesOf([surveyOf(root, join(root, 'out.nix'), join(root, 'ring.nix'))], []);
  expect(namesIn(root, places)).toEqual(['out.nix', 'ring.nix']);
  expect(places.has(outside)).toBe(false);
});

test('what Git tracks matters by its index, where there is one', () => {
  const root = makeFolder();
  const tracked = { ...surveyOf(root), isTracked: true };
  expect(namesIn(root, placesOf([tracked], []))).toEqual(['.git']);
  execFileSync('git', ['init', '-q', root]);
  writeFileSync(join(root, 'a.nix'), '');
  execFileSync('git', ['-C', root, 'add', 'a.nix']);
  const places = placesOf([tracked], []);
  expect(namesIn(join(root, '.git'), places)).toEqual(['index']);
});

test('places are the same by their folders and names', () => {
  const places = (...names: readonly string[]): Places => new Map([['/a', new Set(names)]]);
  const any: Places = new Map([['/a', 'any']]);
  expect(isSamePlaces(places('x', 'y'), places('y', 'x'))).toBe(true);
  expect(isSamePlaces(any, any)).toBe(true);
  for (const [left, right] of [
    [places('x'), places('y')],
    [places('x'), places('x', 'y')],
    [places('x'), any],
    [any, places('x')],
    [places('x'), new Map()],
    [places('x'), new Map([['/b', new Set(['x'])]])],
  ] satisfies [Places, Places][]) {
    expect(isSamePlaces(left, right)).toBe(false);
  }
});
