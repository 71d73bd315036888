/**
 * `npm run values -- [--json] DIR…` evaluates every .nix file below the folders with our resolver and with the `nix` on
 * `PATH`, 2.26 or later, and compares. A file that is a function is called: with nixpkgs' `lib`, in the checkout that
 * NIXPKGS_LIB names, where it takes that, and with something unknown for all else; in Nix that is a `throw`. It lists
 * where the values differ and exits with 1 if they do. With `--json` it prints one JSON object instead.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { checkoutOf, nixFiles } from './checkouts.mjs';

/** Why a value may differ, by the end of the file's path and where in the value it is. */
const exceptions = {
  'lib/types.nix .types.string': 'a name that other releases of lib have is there, and unknown',
};

// Files that fetch something fail at once.
Object.assign(process.env, {
  NIX_PATH: '',
  NIX_CONFIG: 'download-attempts = 1\nconnect-timeout = 1',
  ...Object.fromEntries(
    ['http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, 'http://127.0.0.1:9']),
  ),
});

const { values: options, positionals: folders } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const start = performance.now();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'values-')));
try {
  const { compareFiles } = await loadValues();
  const nixpkgsLib = `${process.env.NIXPKGS_LIB}/lib`;
  const files = folders.flatMap((root) =>
    nixFiles(realpathSync(root)).map((file) => ({ file, root: realpathSync(root) })),
  );
  const { counts, findings: all, lost, subjects } = compareFiles(files, folder, nixpkgsLib);
  const findings = all.filter((finding) => reasonFor(finding) === undefined);
  const seconds = Math.round((performance.now() - start) / 1000);
  const figures = { files: files.length, seconds, counts: Object.fromEntries(counts) };
  if (options.json) {
    const unknown = Object.fromEntries([...subjects].sort(([, a], [, b]) => b - a));
    const checkouts = folders.map(checkoutOf);
    console.log(JSON.stringify({ ...figures, findings, lost, unknown, checkouts }, null, 2));
  } else tell(figures, findings);
  if (findings.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function reasonFor({ file, at }) {
  return Object.entries(exceptions).find(([end]) => `${file} ${at}`.endsWith(`/${end}`))?.[1];
}

function tell({ files, seconds, counts }, findings) {
  for (const { file, argument, result, at, ours, nix } of findings) {
    console.log(`${result}: ${file} ${at}\n  with ${argument}\n  ours: ${ours}\n  Nix:  ${nix}`);
  }
  const texts = Object.entries(counts).map(([result, count]) => `${result} ${count}`);
  console.log(`${files} files in ${seconds} s: ${texts.sort().join(', ')}`);
}

async function loadValues() {
  const contents = `
    import { loadParser } from './src/syntax/parser.ts';
    export { compareFiles } from './scripts/values/run.ts';
    await loadParser();
  `;
  return import(pathToFileURL(await bundle(contents, folder)).href);
}
