// What scripts run of the TypeScript here, bundled with the parser's files beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** commander is CommonJS and requires Node's own modules. */
export const requireForCommonJs = {
  js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
};

/** The parser's modules: tree-sitter's runtime, and the grammar. */
export const parserModules = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'grammar/tree-sitter-nix.wasm',
];

/** Puts the parser's modules into a folder, where a bundle looks for them: compressed, to a third of their size. */
export function copyParser(folder) {
  for (const path of parserModules) {
    const compressed = gzipSync(readFileSync(join(root, path)), { level: 9 });
    writeFileSync(join(folder, `${basename(path)}.gz`), compressed);
  }
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
