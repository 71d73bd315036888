/**
 * `npm run docs` writes the pages in docs/ that are made from the code; with `--check` it only says which of them
 * are not what they would be, and exits with 1.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
try {
  const { modelledPage } = await load('scripts/modelled.ts');
  writePage('docs/modelled.md', modelledPage());
} finally {
  rmSync(folder, { recursive: true });
}

async function load(entry) {
  const outfile = join(folder, 'page.mjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return await import(pathToFileURL(outfile).href);
}

function writePage(name, text) {
  const path = join(root, name);
  if (!process.argv.includes('--check')) return writeFileSync(path, text);
  if (readFileSync(path, 'utf8') === text) return;
  console.error(`${name} is stale: run npm run docs`);
  process.exitCode = 1;
}
