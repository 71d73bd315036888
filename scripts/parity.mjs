/**
 * `npm run parity -- DIR…` compares what our parser and name resolution accept with what `nix-instantiate --parse`
 * accepts, for every .nix file below the folders. It lists where they differ and exits with 1 if they do, other than
 * in `exceptions`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

/** Why a file may differ, by the end of its path. */
const exceptions = {};

/** Nix's global names that don't begin with two underscores. */
const plainGlobals = [
  ...[
    'abort',
    'baseNameOf',
    'break',
    'builtins',
    'derivation',
    'derivationStrict',
    'dirOf',
    'false',
  ],
  ...[
    'fetchGit',
    'fetchMercurial',
    'fetchTarball',
    'fetchTree',
    'fromTOML',
    'import',
    'isNull',
    'map',
  ],
  ...['null', 'placeholder', 'removeAttrs', 'scopedImport', 'throw', 'toString', 'true'],
];

const workers = 2;

const { parse, bind, sourceOf } = await loadSyntax();
const globals = globalNames();
const files = process.argv.slice(2).flatMap(nixFiles);
const found = [];
const queue = files.values();
await Promise.all(Array.from({ length: workers }, () => compareFiles(queue)));

const differing = found.filter(({ ours, theirs }) => (ours === null) !== (theirs === null));
const unexplained = differing.filter(({ file }) => reasonFor(file) === undefined);
for (const { file, ours, theirs } of differing) {
  const reason = reasonFor(file);
  console.log(`${file}\n  ours: ${ours ?? 'accepted'}\n  Nix:  ${theirs ?? 'accepted'}`);
  if (reason !== undefined) console.log(`  known: ${reason}`);
}
const rejected = found.filter(({ theirs }) => theirs !== null).length;
console.log(
  `${files.length} files: Nix accepts ${files.length - rejected} and rejects ${rejected}; ` +
    `${differing.length} differ, ${unexplained.length} of them without a known reason`,
);
if (unexplained.length > 0) process.exitCode = 1;

async function compareFiles(remaining) {
  for (const file of remaining) {
    found.push({ file, ours: ourError(file), theirs: await nixError(file) });
  }
}

/** The first error, or null for a file that is accepted. */
function ourError(file) {
  const { program, diagnostics } = parse(sourceOf(file, readFileSync(file)));
  const unbound = program === null ? [] : bind(program, globals);
  const [first] = [...diagnostics, ...unbound];
  return first === undefined ? null : `${first.code}: ${first.message}`;
}

function nixError(file) {
  const args = ['--parse', '--extra-experimental-features', 'pipe-operators', file];
  return new Promise((resolve) => {
    execFile('nix-instantiate', args, { maxBuffer: Number.POSITIVE_INFINITY }, (error, _, text) => {
      resolve(error === null ? null : (/^error: *(.*)/m.exec(text)?.[1] ?? text));
    });
  });
}

function globalNames() {
  const names = JSON.parse(
    execFileSync(
      'nix-instantiate',
      ['--eval', '--strict', '--json', '--expr', 'builtins.attrNames builtins'],
      { encoding: 'utf8' },
    ),
  );
  const hidden = names.filter((name) => !plainGlobals.includes(name));
  return new Set([...plainGlobals, ...hidden.map((name) => `__${name}`)]);
}

function nixFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function reasonFor(file) {
  return Object.entries(exceptions).find(([path]) => file.endsWith(`/${path}`))?.[1];
}

async function loadSyntax() {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'));
  try {
    const modules = ['bind', 'parse', 'parser', 'source'];
    const contents = modules.map((name) => `export * from './src/syntax/${name}.ts';`).join('\n');
    const syntax = await import(pathToFileURL(await bundle(contents, folder)).href);
    await syntax.loadParser();
    return syntax;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
