/**
 * `npm run conformance -- DIR…` evaluates each NAME.nix that has a NAME.exp beside it, the form of Nix's own
 * language tests, and says how many values are exactly that, how many are unknown at least in part, and which are
 * neither. It exits with 1 if there are any of these.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const megabytes = 512;

if (isMainThread) await main(process.argv.slice(2));
else await evaluateAll(workerData);

async function main(folders) {
  const cases = folders.flatMap(casesIn);
  const bundle = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    await bundleEvaluator(bundle);
    report(await inDeepThread({ module: join(bundle, 'evaluate.mjs'), cases }));
  } finally {
    rmSync(bundle, { recursive: true });
  }
}

function report(results) {
  const wrong = results.filter(({ ours, expected }) => ours !== expected && !isUnknown(ours));
  const unknown = results.filter(({ ours }) => isUnknown(ours));
  for (const { file } of unknown) console.log(`unknown: ${file}`);
  for (const { file, ours, expected } of wrong) {
    console.log(`wrong: ${file}\n  ours:     ${ours}\n  expected: ${expected}`);
  }
  const exact = results.length - unknown.length - wrong.length;
  console.log(`${exact} exact, ${unknown.length} unknown, ${wrong.length} wrong`);
  if (wrong.length > 0) process.exitCode = 1;
}

function isUnknown(printed) {
  return printed.includes('«unknown: ');
}

/** Cases with a .flags file want arguments, which we don't take; those named `parse-` only parse. */
function casesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.nix') && !name.startsWith('parse-'))
    .map((name) => resolve(folder, name.slice(0, -'.nix'.length)))
    .filter((base) => existsSync(`${base}.exp`) && !existsSync(`${base}.flags`))
    .map((base) => ({ file: `${base}.nix`, expected: readFileSync(`${base}.exp`, 'utf8').trim() }));
}

/** Deep recursion is a part of these tests. */
function inDeepThread(workerData) {
  return new Promise((done, fail) => {
    const limits = { stackSizeMb: megabytes };
    const worker = new Worker(new URL(import.meta.url), { workerData, resourceLimits: limits });
    worker.once('message', done);
    worker.once('error', fail);
  });
}

async function evaluateAll({ module, cases }) {
  const { evaluateFile, bytesPerUnit } = await import(pathToFileURL(module).href);
  const budget = Math.floor((megabytes * 2 ** 20) / bytesPerUnit);
  const results = cases.map(({ file, expected }) => {
    try {
      const parent = resolve(file, '../..');
      const printed = evaluateFile(file, { root: parent, budget });
      return { file, expected, ours: printed.replaceAll(parent, '/pwd') };
    } catch (error) {
      return { file, expected, ours: `exception: ${error.stack ?? error.name}` };
    }
  });
  parentPort.postMessage(results);
}

async function bundleEvaluator(folder) {
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `export * from './test/resolve/evaluate.ts';
        export { bytesPerUnit } from './src/resolve/stack.ts';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: join(folder, 'evaluate.mjs'),
  });
  for (const wasm of [
    'grammar/tree-sitter-nix.wasm',
    'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  ]) {
    copyFileSync(join(root, wasm), join(folder, wasm.slice(wasm.lastIndexOf('/') + 1)));
  }
}
