/**
 * `npm run docs` writes the pages in docs/ that are made from the code; with `--check` it only says which of them
 * are not what they would be, and exits with 1.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
try {
  const pages = await bundle(
    "export * from './scripts/modelled.ts'; export * from './scripts/command-line/markdown.ts';",
    folder,
  );
  const { commandsPage, modelledPage } = await import(pathToFileURL(pages).href);
  writePage('docs/commands.md', commandsPage());
  writePage('docs/modelled.md', modelledPage());
} finally {
  rmSync(folder, { recursive: true });
}

function writePage(name, text) {
  const path = join(root, name);
  if (!process.argv.includes('--check')) return writeFileSync(path, text);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  console.error(`${name} is stale: run npm run docs`);
  process.exitCode = 1;
}
