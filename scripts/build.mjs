// Builds dist/: the program and the library, each one bundled file, the parser's two .wasm files beside them,
// and the library's types. `--no-types` leaves the types out.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

export async function buildPackage({ types }) {
  if (types) rmSync(dist, { recursive: true, force: true });
  await bundle();
  chmodSync(join(dist, 'cli.js'), 0o755);
  for (const wasm of [
    'grammar/tree-sitter-nix.wasm',
    'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  ]) {
    copyFileSync(join(root, wasm), join(dist, wasm.slice(wasm.lastIndexOf('/') + 1)));
  }
  if (types) emitTypes();
}

async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts', 'src/index.ts'],
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: {
      // commander is CommonJS and requires Node's own modules.
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

function emitTypes() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const name of readdirSync(dist, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(dist, name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/(from '[^']*|import\(["'][^"']*)\.ts(["'])/g, '$1.js$2'));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPackage({ types: !process.argv.includes('--no-types') });
}
