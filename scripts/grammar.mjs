/**
 * `node scripts/grammar.mjs` writes everything that follows from grammar/grammar.js and grammar/src/scanner.c, and
 * runs the grammar's tests. `--check` writes nothing, and exits with 1 if a committed file is not what it would
 * write. Where a tool is missing, or of another version than made the committed files, it says so and leaves out
 * what needs it.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { astSource } from './ast.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const wasiHeaders = '/usr/include/wasm32-wasi';
const versions = { 'tree-sitter': '0.22.6', clang: '14.0.6', 'wasm-ld': '14.0.6' };

const checkOnly = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'grammar-'));
try {
  cpSync(join(root, 'grammar'), folder, { recursive: true });
  const drifted = [...parserFiles(), ...wasmFile(), ...astFile()].filter(settle);
  if (hasTools('the tests of the grammar', 'tree-sitter')) run('tree-sitter', ['test']);
  if (checkOnly && drifted.length > 0) {
    console.error('Not what the grammar makes: run `npm run grammar` and commit the result.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The tables of the parser and its headers, as tree-sitter writes them from grammar.js. */
function parserFiles() {
  if (!hasTools('grammar/src', 'tree-sitter')) return [];
  run('tree-sitter', ['generate', '--no-bindings', '--abi', '14']);
  const headers = readdirSync(join(folder, 'src/tree_sitter')).map((name) => `tree_sitter/${name}`);
  return ['grammar.json', 'node-types.json', 'parser.c', ...headers].map((name) => ({
    path: `grammar/src/${name}`,
    content: readFileSync(join(folder, 'src', name)),
  }));
}

/** The parser as a WebAssembly module that web-tree-sitter can link. */
function wasmFile() {
  const path = 'grammar/tree-sitter-nix.wasm';
  if (!hasTools(path, 'clang', 'wasm-ld')) return [];
  if (!existsSync(wasiHeaders)) {
    console.error(`MISSING: the C headers in ${wasiHeaders}. Not checked: ${path}`);
    return [];
  }
  for (const name of ['parser', 'scanner']) {
    run('clang', [
      '--target=wasm32-unknown-emscripten',
      ...['-isystem', wasiHeaders, '-D__wasi__', '-fPIC', '-Os', '-fvisibility=hidden'],
      ...['-Wall', '-Wextra', '-Wno-unused-parameter', '-Isrc'],
      ...['-c', `src/${name}.c`, '-o', `${name}.o`],
    ]);
  }
  run('wasm-ld', [
    ...['--shared', '--experimental-pic', '--export=tree_sitter_nix'],
    ...['--allow-undefined', '--no-entry', '--strip-all'],
    ...['parser.o', 'scanner.o', '-o', 'nix.wasm'],
  ]);
  return [{ path, content: readFileSync(join(folder, 'nix.wasm')) }];
}

/** The types of the syntax tree. */
function astFile() {
  const path = 'src/syntax/ast.ts';
  const types = join(folder, 'src/node-types.json');
  const content = execFileSync(
    join(root, 'node_modules/.bin/biome'),
    ['format', `--stdin-file-path=${path}`],
    { cwd: root, input: astSource(types), stdio: ['pipe', 'pipe', 'ignore'] },
  );
  return [{ path, content }];
}

/** Writes a file, or says that it is to be written; whether it was not up to date. */
function settle({ path, content }) {
  const target = join(root, path);
  if (existsSync(target) && readFileSync(target).equals(content)) return false;
  if (!checkOnly) writeFileSync(target, content);
  console.error(`${checkOnly ? 'out of date' : 'written'}: ${path}`);
  return true;
}

function hasTools(purpose, ...tools) {
  return tools.every((tool) => {
    const found = versionOf(tool);
    if (found === versions[tool]) return true;
    console.error(
      `MISSING: ${tool} ${versions[tool]}${found === null ? '' : ` (found ${found})`}. Not checked: ${purpose}`,
    );
    return false;
  });
}

function versionOf(tool) {
  try {
    const text = execFileSync(tool, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? null;
  } catch {
    return null;
  }
}

function run(tool, args) {
  execFileSync(tool, args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TREE_SITTER_LIBDIR: join(folder, 'lib'), TREE_SITTER_DIR: folder },
  });
}
