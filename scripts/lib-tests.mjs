/**
 * `npm run lib-tests -- NIXPKGS` runs the tests that nixpkgs' `lib` has of itself, in a checkout of nixpkgs or its lib,
 * with our `lib` in place of it. It says of how many the value is the one expected, of how many it is unknown (and what
 * is), and which differ. It exits with 1 if any differ.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { bundle } from './bundle.mjs';
import { inDeepThread } from './deep-thread.mjs';

const megabytes = 256;
const suites = ['tests/misc.nix', 'tests/fetchers.nix', 'tests/systems.nix', 'path/tests/unit.nix'];

if (isMainThread) await main(resolve(process.argv[2] ?? '.', 'lib'));
else await runSuites(workerData);

async function main(lib) {
  const folder = mkdtempSync(join(tmpdir(), 'lib-tests-'));
  try {
    const module = await bundle("export * from './test/resolve/lib/suite.ts';", folder);
    const files = suites.map((suite) => join(lib, suite)).filter((file) => existsSync(file));
    const suitesRun = await inDeepThread(import.meta.url, { module, files, lib }, megabytes);
    for (const { file, tests } of suitesRun) report(file, tests);
  } finally {
    rmSync(folder, { recursive: true });
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

async function runSuites({ module, files, lib }) {
  const { runSuite } = await import(pathToFileURL(module).href);
  parentPort.postMessage(files.map((file) => ({ file, tests: runSuite(file, lib, megabytes) })));
}
