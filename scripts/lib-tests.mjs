/**
 * `npm run lib-tests -- NIXPKGS` runs the tests that nixpkgs' `lib` has of itself, in a checkout of nixpkgs or its lib,
 * with our `lib` in place of it. It says of how many the value is the one expected, of how many it is unknown (and what
 * is), and which differ. It exits with 1 if any differ.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const megabytes = 256;
const suites = ['tests/misc.nix', 'tests/fetchers.nix', 'tests/systems.nix', 'path/tests/unit.nix'];

if (isMainThread) await main(resolve(process.argv[2] ?? '.', 'lib'));
else await runSuites(workerData);

async function main(lib) {
  const bundle = mkdtempSync(join(tmpdir(), 'lib-tests-'));
  try {
    await bundleTests(bundle);
    const module = join(bundle, 'tests.mjs');
    const files = suites.map((suite) => join(lib, suite)).filter((file) => existsSync(file));
    for (const { file, tests } of await inDeepThread({ module, files, lib })) report(file, tests);
  } finally {
    rmSync(bundle, { recursive: true });
  }
}

function report(file, tests) {
  const counts = { equal: 0, unknown: 0, wrong: 0 };
  for (const { name, verdict, ours, expected } of tests) {
    counts[verdict] += 1;
    if (verdict === 'unknown') console.log(`unknown: ${name}: ${subjectsIn(ours)}`);
    if (verdict === 'wrong') {
      console.log(`wrong: ${name}\n  ours:     ${ours}\n  expected: ${expected}`);
      process.exitCode = 1;
    }
  }
  const { equal, unknown, wrong } = counts;
  console.log(`${file}: of ${tests.length}, ${equal} equal, ${unknown} unknown, ${wrong} wrong`);
}

function subjectsIn(printed) {
  return [...new Set(printed.match(/(?<=«unknown: )[^»]*/g))].join(', ');
}

function inDeepThread(workerData) {
  return new Promise((done, fail) => {
    const limits = { stackSizeMb: megabytes };
    const worker = new Worker(new URL(import.meta.url), { workerData, resourceLimits: limits });
    worker.once('message', done);
    worker.once('error', fail);
  });
}

async function runSuites({ module, files, lib }) {
  const { runSuite } = await import(pathToFileURL(module).href);
  parentPort.postMessage(files.map((file) => ({ file, tests: runSuite(file, lib, megabytes) })));
}

async function bundleTests(folder) {
  await build({
    absWorkingDir: root,
    stdin: { contents: `export * from './test/resolve/lib/suite.ts';`, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: join(folder, 'tests.mjs'),
  });
  for (const wasm of [
    'grammar/tree-sitter-nix.wasm',
    'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  ]) {
    copyFileSync(join(root, wasm), join(folder, wasm.slice(wasm.lastIndexOf('/') + 1)));
  }
}
