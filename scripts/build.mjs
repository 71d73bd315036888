// Builds dist/: the program and the library, what both need in chunks beside them, the parser's two modules, the
// man page, the notices of what is bundled, and the library's types. `--no-types` leaves the types out; `--source-maps`
// leaves names and branches as they are in the sources, and puts a map beside each file.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundle, copyParser, parserModules, requireForCommonJs } from './bundle.mjs';
import { notices } from './notices.mjs';
import { emitTypes } from './types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

export async function buildPackage({ types, sourceMaps = false }) {
  if (types) rmSync(dist, { recursive: true, force: true });
  const metafile = await bundleProgram({ sourceMaps });
  chmodSync(join(dist, 'cli.js'), 0o755);
  copyParser(dist);
  writeFileSync(join(dist, 'NOTICES.txt'), notices(metafile));
  writeFingerprint();
  await writeManPage();
  if (types) emitTypes(root, dist);
}

/** Bundles the program and the library, and gives esbuild's account of what is in which file. */
export async function bundleProgram({ write = true, sourceMaps = false } = {}) {
  const { metafile } = await build({
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
    minify: !sourceMaps,
    sourcemap: sourceMaps && 'external',
    // What licences ask for is in NOTICES.txt.
    legalComments: 'none',
    banner: requireForCommonJs,
    logLevel: 'warning',
    metafile: true,
    write,
  });
  return metafile;
}

/** Tells two builds apart: the names of all chunks, which the program holds, are made from what is in them. */
function writeFingerprint() {
  const hash = createHash('sha256');
  for (const name of ['cli.js', ...parserModules.map((path) => `${basename(path)}.gz`)]) {
    hash.update(readFileSync(join(dist, name)));
  }
  writeFileSync(join(dist, 'fingerprint'), hash.digest('hex'));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPackage({
    types: !process.argv.includes('--no-types'),
    sourceMaps: process.argv.includes('--source-maps'),
  });
}
