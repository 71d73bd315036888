/**
 * `npm run parity -- [--json] DIR…` compares what our parser and name resolution accept with what
 * `nix-instantiate --parse` accepts, for every .nix file below the folders. It lists where they differ and exits with 1
 * if they do, other than in `exceptions`. With `--json` it prints one JSON object instead.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { checkoutOf, nixFiles } from './checkouts.mjs';

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

/** How many files one Nix gets: it stops at the first that it rejects, and is started again behind it. */
const batch = 500;

const { values: options, positionals: folders } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const start = performance.now();
const { parse, bind } = await loadSyntax();
const globals = globalNames();
const files = folders.flatMap(nixFiles);
const theirs = await nixErrors();
const compared = files.map((file, index) => ({
  file,
  ours: ourError(file),
  nix: theirs[index],
  reason: reasonFor(file),
}));

const differing = compared.filter(({ ours, nix }) => (ours === null) !== (nix === null));
const unexplained = differing.filter(({ reason }) => reason === undefined).length;
const rejected = compared.filter(({ nix }) => nix !== null).length;
const accepted = files.length - rejected;
const seconds = Math.round((performance.now() - start) / 1000);
if (options.json) {
  const checkouts = folders.map(checkoutOf);
  const figures = { files: files.length, accepted, rejected, unexplained, seconds };
  console.log(JSON.stringify({ ...figures, differing, checkouts }, null, 2));
} else tell();
if (unexplained > 0) process.exitCode = 1;

function tell() {
  for (const { file, ours, nix, reason } of differing) {
    console.log(`${file}\n  ours: ${ours ?? 'accepted'}\n  Nix:  ${nix ?? 'accepted'}`);
    if (reason !== undefined) console.log(`  known: ${reason}`);
  }
  console.log(
    `${files.length} files in ${seconds} s: Nix accepts ${accepted} and rejects ${rejected}; ` +
      `${differing.length} differ, ${unexplained} of them without a known reason`,
  );
}

/** The first error, or null for a file that is accepted. */
function ourError(file) {
  const { program, diagnostics } = parse({ path: file, text: readFileSync(file, 'latin1') });
  const unbound = program === null ? [] : bind(program, globals);
  const [first] = [...diagnostics, ...unbound];
  return first === undefined ? null : `${first.code}: ${first.message}`;
}

/** Of each file Nix's error, or null for one that it accepts. */
async function nixErrors() {
  const errors = [];
  while (errors.length < files.length) {
    const { accepted: count, error } = await parseInNix(
      files.slice(errors.length, errors.length + batch),
    );
    errors.push(...Array(count).fill(null));
    if (error !== null) errors.push(error);
  }
  return errors;
}

/** How many of the files Nix accepts before the one that it rejects, and why it does; it prints each on one line. */
function parseInNix(some) {
  const args = [
    '--parse',
    '--store',
    'dummy://',
    '--extra-experimental-features',
    'pipe-operators',
  ];
  const nix = spawn('nix-instantiate', [...args, ...some]);
  let [count, text] = [0, ''];
  nix.stdout.on('data', (chunk) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  });
  nix.stderr.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    nix.once('error', reject);
    nix.once('close', (status) => {
      const error = status === 0 ? null : (/^error: *(.*)/m.exec(text)?.[1] ?? text);
      resolve({ accepted: count, error });
    });
  });
}

function globalNames() {
  const names = JSON.parse(
    execFileSync(
      'nix-instantiate',
      [
        '--eval',
        '--strict',
        '--json',
        '--store',
        'dummy://',
        '--expr',
        'builtins.attrNames builtins',
      ],
      { encoding: 'utf8' },
    ),
  );
  const hidden = names.filter((name) => !plainGlobals.includes(name));
  return new Set([...plainGlobals, ...hidden.map((name) => `__${name}`)]);
}

function reasonFor(file) {
  return Object.entries(exceptions).find(([path]) => file.endsWith(`/${path}`))?.[1];
}

async function loadSyntax() {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'));
  try {
    const modules = ['bind', 'parse', 'parser'];
    const contents = modules.map((name) => `export * from './src/syntax/${name}.ts';`).join('\n');
    const syntax = await import(pathToFileURL(await bundle(contents, folder)).href);
    await syntax.loadParser();
    return syntax;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
