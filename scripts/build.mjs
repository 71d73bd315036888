// Builds dist/: the program and the library, what both need in chunks beside them, the parser's two .wasm files, the
// man page, and the library's types. `--no-types` leaves the types out.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundle, copyParser, requireForCommonJs } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

export async function buildPackage({ types }) {
  if (types) rmSync(dist, { recursive: true, force: true });
  await bundleProgram();
  chmodSync(join(dist, 'cli.js'), 0o755);
  copyParser(dist);
  await writeManPage();
  if (types) emitTypes();
}

async function bundleProgram() {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts', 'src/index.ts'],
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20.19',
    splitting: true,
    chunkNames: '[name]-[hash]',
    minify: true,
    legalComments: 'none',
    banner: requireForCommonJs,
    logLevel: 'warning',
  });
}

async function writeManPage() {
  const folder = mkdtempSync(join(tmpdir(), 'man-page-'));
  try {
    const text = "export { manPage } from './scripts/command-line/man.ts';";
    const { manPage } = await import(pathToFileURL(await bundle(text, folder)).href);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    writeFileSync(join(dist, 'vmsilo-nixgen.1'), manPage(version));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function emitTypes() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  const needed = declarationsFrom(join(dist, 'index.d.ts'));
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, name);
    if (!name.endsWith('.d.ts')) continue;
    if (!needed.has(path)) rmSync(path);
    else writeFileSync(path, withJavaScriptNames(readFileSync(path, 'utf8')));
  }
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(dist, entry.name));
  }
}

const relativeImport = /((?:from '|import\(["'])\.[^"']*)\.ts(["'])/g;

/** The declaration files that one leads to, itself among them. */
function declarationsFrom(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, start] of readFileSync(path, 'utf8').matchAll(relativeImport)) {
    const imported = start.replace(/^(?:from '|import\(["'])/, '');
    declarationsFrom(join(dirname(path), `${imported}.d.ts`), found);
  }
  return found;
}

function withJavaScriptNames(text) {
  return text.replace(relativeImport, '$1.js$2');
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPackage({ types: !process.argv.includes('--no-types') });
}
