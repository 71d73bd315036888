// What scripts run of the TypeScript here, bundled with the parser's files beside it.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** commander is CommonJS and requires Node's own modules. */
export const requireForCommonJs = {
  js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
};

/** Puts the two .wasm files of the parser into a folder, where a bundle looks for them; the tables compress well. */
export function copyParser(folder) {
  const runtime = 'web-tree-sitter.wasm';
  copyFileSync(join(root, 'node_modules/web-tree-sitter', runtime), join(folder, runtime));
  const grammar = readFileSync(join(root, 'grammar/tree-sitter-nix.wasm'));
  writeFileSync(join(folder, 'tree-sitter-nix.wasm.gz'), gzipSync(grammar, { level: 9 }));
}

/**
 * Bundles a module into a folder.
 *
 * @param contents its text; paths in it are relative to the project
 * @returns the path of the bundle
 */
export async function bundle(contents, folder) {
  const outfile = join(folder, 'bundle.mjs');
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: requireForCommonJs,
    logLevel: 'warning',
    outfile,
  });
  copyParser(folder);
  return outfile;
}
