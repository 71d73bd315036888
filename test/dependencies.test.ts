import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { describe, expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const locked: Readonly<Record<string, Locked>> = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
).packages;
const [, bundledPart = '', otherPart = ''] = readFileSync('docs/dependencies.md', 'utf8').split(
  /^## (?:In the package|To build and test)$/m,
);
const sizes = bundledSizes();
const bundled = [...sizes.keys()].sort();

describe('docs/dependencies.md', () => {
  test('lists what is bundled, with version, licence and size', () => {
    const rows = rowsOf(bundledPart).map(([name, version, license, size = '']) => {
      const [kilobytes] = size.split(', and ');
      return [name, version, license, kilobytes];
    });
    expect(rows.sort()).toEqual(
      bundled.map((name) => [
        name,
        ...lockedAs(name),
        `${Math.round((sizes.get(name) ?? 0) / 1000)} kB`,
      ]),
    );
  });

  test('lists every other package that is asked for, with version and licence', () => {
    const rows = rowsOf(otherPart).map(([name, version, license]) => [name, version, license]);
    const others = Object.keys(manifest.devDependencies).filter((name) => !bundled.includes(name));
    expect(rows.sort()).toEqual(others.sort().map((name) => [name, ...lockedAs(name)]));
  });
});

describe('NOTICES.txt', () => {
  const notices = readFileSync('dist/NOTICES.txt', 'utf8');

  test.each(bundled)('has the version and the licence of %s, word for word', (name) => {
    const [version, license] = lockedAs(name);
    expect(notices).toContain(`\n${name} ${version} (${license})\n`);
    const file = name === 'jsonc-parser' ? 'LICENSE.md' : 'LICENSE';
    expect(notices).toContain(readFileSync(`node_modules/${name}/${file}`, 'utf8').trim());
  });

  test.each([
    ['emscripten', 'Copyright (c) 2010-2014 Emscripten authors'],
    ['musl', 'Copyright © 2005-2020 Rich Felker'],
    ['ICU', 'Copyright © 1991-2019 Unicode, Inc.'],
  ])('has the licence of %s, which is in web-tree-sitter', (name, copyright) => {
    expect(notices).toMatch(new RegExp(`\\n${name} \\(`));
    expect(notices).toContain(copyright);
  });
});

describe('package-lock.json', () => {
  const packages = Object.entries(locked).filter(([path]) => path !== '');

  test('has a hash of each package', () => {
    const without = packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
    expect(without.map(([path]) => path)).toEqual([]);
  });

  test('names no place that packages come from', () => {
    const placed = packages.filter(([, { resolved }]) => resolved !== undefined);
    expect(placed.map(([path]) => path)).toEqual([]);
  });
});

/** How many bytes of each package are in the bundle, as esbuild says. */
function bundledSizes(): ReadonlyMap<string, number> {
  const script = `import { bundleProgram } from './scripts/build.mjs';
    console.log(JSON.stringify(await bundleProgram({ write: false })));`;
  const { outputs }: Metafile = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    }),
  );
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs),
  )) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
    if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
  }
  return sizes;
}

function lockedAs(name: string): readonly [version: string, license: string] {
  const entry = locked[`node_modules/${name}`];
  if (entry === undefined) throw new Error(`${name} is not in package-lock.json`);
  return [entry.version, entry.license];
}

/** The cells of a page's rows that begin with a link, and of that its text. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.split(' | '))
    .flatMap(([first = '', ...cells]) => {
      const [, name] = /^\| \[(.+?)\]\(/.exec(first) ?? [];
      return name === undefined ? [] : [[name, ...cells]];
    });
}
