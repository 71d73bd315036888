import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from './code-blocks.ts';
import { type Link, linksOf } from './links.ts';

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const root = resolve('.');
let folder: string;
let packed: Packed;
let tarball: Buffer;

/** A project that has the package installed, from its tarball and nothing else. */
let consumer: string;
const installed = () => join(consumer, 'node_modules/vmsilo-nixgen');

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmsilo-nixgen-package-')));
  const checkout = join(folder, 'checkout');
  cpSync(root, checkout, {
    recursive: true,
    filter: (path) => !['.git', 'dist', 'node_modules'].includes(relative(root, path)),
  });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  [packed] = JSON.parse(npm(checkout, 'pack', '--json', '--pack-destination', folder));
  tarball = readFileSync(join(folder, packed.filename));

  consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  npm(consumer, 'install', '--offline', '--no-audit', join(folder, packed.filename));
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs npm with an empty cache; what it prints on standard output. */
function npm(cwd: string, ...words: readonly string[]): string {
  return execFileSync('npm', [...words, '--cache', join(folder, 'cache')], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the package is small', () => {
  expect(packed.unpackedSize).toBeLessThan(1_000_000);
});

test('the package holds what is built, and what the program and its users read', () => {
  const outside = packed.files.map(({ path }) => path).filter((path) => !/^dist\//.test(path));
  const expected = [
    'ARCHITECTURE.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'bench/README.md',
    ...readdirSync('docs').map((name) => `docs/${name}`),
    'examples/library.mjs',
    'nix/evaluate.nix',
    'nix/module.nix',
    'nix/network.nix',
    'nix/options.nix',
    'package.json',
    'vmsilo-nixgen.schema.json',
  ];
  expect(outside.sort()).toEqual(expected.sort());
  const built = packed.files.map(({ path }) => path).filter((path) => /^dist\/[^/]*$/.test(path));
  expect(built).toEqual(
    expect.arrayContaining(['dist/NOTICES.txt', 'dist/cli.js', 'dist/index.js', 'dist/index.d.ts']),
  );
  expect(
    built.filter(
      (path) => !/^dist\/(?:fingerprint|NOTICES\.txt)$|\.(?:js|d\.ts|wasm\.gz|1)$/.test(path),
    ),
  ).toEqual([]);
});

test('what its README and its pages link to is in it', () => {
  const paths = packed.files.map(({ path }) => path);
  const pages = paths.filter((path) => /^(?:README|docs\/.*)\.md$/.test(path));
  const isOutside = ({ target }: Link) => !paths.includes(target);
  expect(pages.flatMap(linksOf).filter(isOutside)).toEqual([]);
});

test('installing it runs nothing and needs nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'));
  const lifecycle = ['preinstall', 'install', 'postinstall'];
  expect(Object.keys(manifest.scripts).filter((name) => lifecycle.includes(name))).toEqual([]);
  const needed = Object.keys(manifest).filter((key) => /dependencies$/i.test(key));
  expect(needed).toEqual(['devDependencies']);
  const { dependencies } = JSON.parse(npm(consumer, 'ls', '--all', '--json'));
  expect(Object.keys(dependencies)).toEqual(['vmsilo-nixgen']);
});

test('the installed program generates', () => {
  const program = join(consumer, 'node_modules/.bin/vmsilo-nixgen');
  expect(statSync(program).mode & 0o111).toBe(0o111);
  writeFileSync(
    join(consumer, 'configuration.nix'),
    '{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms.a.network.netvm = "host"; }\n',
  );
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [program, ...words], { cwd: consumer, encoding: 'utf8' });
  expect(run()).toMatchObject({ status: 0, stderr: '`netvm-injections.nix` is written\n' });
  expect(run('--check').status).toBe(0);
  expect(run('explain', '--code', 'netvm-unknown')).toMatchObject({ status: 0, stderr: '' });
});

test('docs/getting-started.md installs it from a checkout', () => {
  const [commands = ''] = codeBlocks(readFileSync('docs/getting-started.md', 'utf8'), 'sh');
  const [clone, enter, fetch, install = ''] = commands.trim().split('\n');
  expect([clone, enter, fetch]).toEqual([
    expect.stringMatching(/^git clone https:\/\/\S+\/vmsilo-nixgen$/),
    'cd vmsilo-nixgen',
    'npm ci',
  ]);
  const prefix = join(folder, 'global');
  npm(join(folder, 'checkout'), ...install.split(' ').slice(1), '--prefix', prefix, '--offline');
  const program = join(prefix, 'bin/vmsilo-nixgen');
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  expect(existsSync(join(prefix, 'share/man/man1/vmsilo-nixgen.1'))).toBe(true);
  expect(stdout).toBe(`${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
});

const use = `import { allocateNetwork, type PlainNetwork, printAsNix, readNetwork } from 'vmsilo-nixgen';

const network: PlainNetwork = {
  range: '10.200.0.0/16',
  vms: { a: { netvm: 'host', netvmSubnet: null, isNetvm: false } },
};
const { injections } = allocateNetwork(network);
if (injections !== null) console.log(printAsNix(injections));
const read = await readNetwork('configuration.nix');
const range: string | undefined = read.network?.range;
console.log(range);
`;

test.each([
  ['nodenext', 'nodenext'],
  ['node16', 'node16'],
  ['esnext', 'bundler'],
])('the library is imported, with its types, as module %s resolved as %s', (module, resolution) => {
  writeFileSync(join(consumer, 'use.ts'), use);
  const words = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022'];
  const options = ['--strict', '--skipLibCheck', 'false', '--types', '', '--lib', 'es2023,dom'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const compiled = spawnSync(process.execPath, [tsc, ...words, ...options, 'use.ts'], {
    cwd: consumer,
    encoding: 'utf8',
  });
  expect([compiled.stdout, compiled.status]).toEqual(['', 0]);
  const { stdout, status } = spawnSync(process.execPath, ['use.js'], {
    cwd: consumer,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain('hostAddress = "10.200.');
});

test('publint finds nothing', async () => {
  const { buffer, byteOffset, length } = new Uint8Array(tarball);
  const { messages } = await publint({
    pack: { tarball: buffer.slice(byteOffset, byteOffset + length) },
  });
  expect(messages).toEqual([]);
});

test('the types are found, but for resolutions without `exports`; to CommonJS it is an ES module', async () => {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  expect('problems' in result ? result.problems : result).toEqual([
    { kind: 'NoResolution', entrypoint: '.', resolutionKind: 'node10' },
    { kind: 'CJSResolvesToESM', entrypoint: '.', resolutionKind: 'node16-cjs' },
  ]);
});
