/**
 * `npm run robustness -- --target syntax|values|links|texts --inputs N --seed S [--first N]` gives the steps of the
 * program inputs that nobody would write, many a second and without Nix, and shows those that do not end as they
 * should: by a value, or by errors with their places. `syntax` is text to tree to syntax, `values` syntax to values,
 * `links` modules to links to the file, `texts` values to text and back. Exits with 1 if there is a finding, if
 * memory grows on and on, or if an input takes more than ten seconds of the
 * processor, at which it stops.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { bundle } from './bundle.mjs';

/** The thread has a stack for this many units, at what `src/resolve/stack.ts` reckons for one, and the engine's own. */
const stack = { megabytes: 20, units: 9_000 };
/** Of the processor's milliseconds. */
const patience = 10_000;
const root = fileURLToPath(new URL('..', import.meta.url));
/** In bytes, beside what it had when it was warm. */
const growthAllowed = 64 * 2 ** 20;

if (isMainThread) await main();
else await work(workerData);

async function main() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: 'syntax' },
      inputs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      first: { type: 'string', default: '0' },
    },
  });
  setFlagsFromString('--expose-gc');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'robustness-')));
  const [seed, first, inputs] = [values.seed, values.first, values.inputs].map(Number);
  const settings = { target: values.target, seed, first, inputs, folder };
  try {
    const bundled = await bundleTargets(folder);
    const start = performance.now();
    const report = await watched(settings, bundled);
    tell(settings, report, (performance.now() - start) / 1000);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in a thread, which is ended if an input takes too long. */
function watched(settings, bundled) {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(fileURLToPath(import.meta.url), {
    workerData: { ...settings, bundled, current },
    resourceLimits: { stackSizeMb: stack.megabytes },
  });
  return new Promise((done, fail) => {
    let [seen, since] = [-1, processorTime()];
    const timer = setInterval(() => {
      if (current[0] !== seen) [seen, since] = [current[0], processorTime()];
      else if (processorTime() - since > patience) {
        void worker.terminate();
        textAt(settings, bundled, seen).then((text) => {
          const name = `${settings.target} ${settings.seed}/${seen}`;
          fail(new Error(`${name} takes too long\n  ${JSON.stringify(text)}`));
        }, fail);
      }
    }, 1000);
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => clearInterval(timer));
  });
}

function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function textAt({ target, seed, folder }, bundled, index) {
  const { targets, trialAt } = await import(bundled);
  return trialAt(
    { target: targets[target]({ root, folder, stackBudget: stack.units }), seed },
    index,
  ).text;
}

async function work({ target, seed, first, inputs, folder, bundled, current }) {
  const { run, targets } = await import(bundled);
  const collect = runInNewContext('gc');
  const report = run({
    target: targets[target]({ root, folder, stackBudget: stack.units }),
    seed,
    first,
    inputs,
    onInput: (index) => Atomics.store(current, 0, index),
    heapUsed: () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
  });
  parentPort.postMessage(report);
}

function tell({ target, seed, first, inputs }, { outcomes, findings, slow, heap }, seconds) {
  const figures = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).sort();
  const megabytes = heap.map((bytes) => Math.round(bytes / 2 ** 20));
  const warm = heap[Math.floor(heap.length / 10)];
  const grown = Math.max(...heap) - warm;
  console.log(`${target}, seed ${seed}, ${inputs} inputs from ${first}: ${figures.join(', ')}`);
  console.log(
    `  ${seconds.toFixed(0)} s; heap of ${Math.min(...megabytes)} to ${Math.max(...megabytes)} MB, ${megabytes.at(-1)} at the end`,
  );
  const slowest = slow.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
  for (const { index, milliseconds } of slowest) {
    console.log(`  slow: ${seed}/${index}, ${milliseconds.toFixed(0)} ms`);
  }
  for (const { index, what, text } of findings) {
    console.log(`\n${target} ${seed}/${index}: ${what}\n  ${JSON.stringify(text)}`);
  }
  if (grown > growthAllowed) console.log(`\nmemory grew by ${Math.round(grown / 2 ** 20)} MB`);
  if (findings.length > 0 || grown > growthAllowed) process.exitCode = 1;
}

async function bundleTargets(target) {
  const contents = `
    import { loadParser } from './src/syntax/parser.ts';
    export { run, trialAt } from './scripts/robustness/run.ts';
    export { targets } from './scripts/robustness/targets.ts';
    await loadParser();
  `;
  return pathToFileURL(await bundle(contents, target)).href;
}
