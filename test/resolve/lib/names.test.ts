import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createEvaluation } from '../../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { exported, former, inherited, namesIn } from '../../../src/resolve/lib/names.ts';
import { defaultLimits, resetStack } from '../../../src/resolve/stack.ts';
import { force } from '../../../src/resolve/thunk.ts';
import { isUnknown } from '../../../src/resolve/unknown.ts';
import type { AttributeSet, Value } from '../../../src/resolve/value.ts';

const subsetNames = Object.keys(exported).filter((name): name is keyof typeof exported =>
  Object.hasOwn(exported, name),
);
const cases = new URL('cases/', import.meta.url);

test('what nixpkgs has and we do not model is unknown by name', () => {
  const { systems } = membersOf(lib());
  expect(systems).toMatchObject({ kind: 'set' });
  expect(member('systems', 'elaborate')).toMatchObject({ subject: 'lib.systems.elaborate' });
  expect(membersOf(lib()).version).toMatchObject({ subject: 'lib.trivial.version' });
  expect(membersOf(lib()).licenses).toMatchObject({ subject: 'lib.licenses' });
});

test('what nixpkgs had in older releases is unknown by name', () => {
  for (const name of former.lib) expect(membersOf(lib())[name]).toMatchObject({ kind: 'unknown' });
  expect(member('types', 'string')).toMatchObject({ subject: 'lib.types.string' });
});

test('any other name is missing', () => {
  expect(lib().attributes.has('mapAttr')).toBe(false);
  expect(lib().attributes.has('constructor')).toBe(false);
  expect(subset('types').attributes.has('strnig')).toBe(false);
});

test('every function that we model is in a case', () => {
  const folder = fileURLToPath(cases);
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.nix'))
    .map((file) => readFileSync(`${folder}${file}`, 'latin1'))
    .join('\n');
  const words = new Set(texts.match(/[A-Za-z_][A-Za-z0-9_'-]*/g));
  const modelled = subsetNames.flatMap((name) => {
    const own = new Set(namesIn(exported[name]));
    for (const each of namesIn(inherited[name] ?? '')) own.delete(each);
    return [...own].filter((each) => !isUnknown(member(name, each) ?? null));
  });
  expect(modelled.filter((name) => !words.has(name))).toEqual([]);
});

const nixpkgsLib = process.env.NIXPKGS_LIB;

describe.skipIf(nixpkgsLib === undefined)(
  'against nixpkgs (needs NIXPKGS_LIB, a checkout of nixpkgs or its lib, and nix-instantiate)',
  () => {
    test('lib has the names of nixpkgs, and former ones', () => {
      const ours = [...lib().attributes.keys()].filter((name) => !former.lib.includes(name));
      const theirs = namesOf('lib').filter((name) => name !== '__unfix__');
      expect(ours.sort()).toEqual(theirs);
    });

    test('lib.platforms has what is known of it, in order', () => {
      for (const [group, known] of Object.entries(membersOf(subset('platforms')))) {
        expectInOrder(known, jsonOf(`lib.platforms.${group}`));
      }
    });

    test('lib.systems.flakeExposed has what is known of it, in order', () => {
      expectInOrder(member('systems', 'flakeExposed'), jsonOf('lib.systems.flakeExposed'));
    });

    test.each(subsetNames)('lib.%s has the names of nixpkgs', (name) => {
      expect([...namesIn(exported[name])].sort()).toEqual(namesOf(`lib.${name}`));
    });
  },
);

function namesOf(set: string): readonly string[] {
  return [...jsonOf(`builtins.attrNames (${set})`)].sort();
}

/** A list of strings of nixpkgs. */
function jsonOf(expression: string): readonly string[] {
  const text = `let lib = import ${nixpkgsLib}/lib; in ${expression}`;
  const args = ['--eval', '--strict', '--json', '-E', text];
  const names: unknown = JSON.parse(
    execFileSync('nix-instantiate', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  return Array.isArray(names) ? names.map(String) : [];
}

function expectInOrder(known: Value | undefined, all: readonly string[]): void {
  if (typeof known !== 'object' || known?.kind !== 'list') throw new Error('not a list');
  const items = known.items.map((item) => String(force(item)));
  expect(items.length).toBeGreaterThan(0);
  expect(all.filter((name) => items.includes(name))).toEqual(items);
}

function lib(): AttributeSet {
  resetStack(defaultLimits, defaultLimits.depth);
  const root = fileURLToPath(cases);
  return createLib(createEvaluation(openFiles({ root, outputs: [], maxBytes: defaultMaxBytes })));
}

function membersOf(set: AttributeSet): Readonly<Record<string, Value>> {
  return Object.fromEntries([...set.attributes].map(([name, { slot }]) => [name, force(slot)]));
}

function subset(name: string): AttributeSet {
  const value = membersOf(lib())[name];
  if (typeof value === 'object' && value?.kind === 'set') return value;
  throw new Error(`lib.${name} is no set`);
}

function member(set: string, name: string) {
  return membersOf(subset(set))[name];
}
