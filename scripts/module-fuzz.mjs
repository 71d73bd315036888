/**
 * `npm run module-fuzz -- --seed N --count N [--variant known|unknown] [--index N] [--no-shrink]` compares our reading of
 * modules with nixpkgs' `lib.evalModules`, in the Nix on `PATH` (2.26 or later) and the nixpkgs lib that `NIXPKGS_LIB`
 * names, over generated configurations from the index on, and shows where they differ. In the variant `unknown` parts of
 * the configurations are kept from us: what we still claim to know must be what Nix makes of them, whatever the parts are.
 * Exits with 1 if there is a difference.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';
import { bundle } from './bundle.mjs';

/** Deeper configurations are rare; a thread of this stack carries this many units of depth. */
const stack = { megabytes: 64, units: 200_000 };

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), {
    argv: process.argv.slice(2),
    resourceLimits: { stackSizeMb: stack.megabytes },
  });
  worker.on('exit', (code) => {
    process.exitCode = code;
  });
} else {
  await run();
}

async function run() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '600' },
      variant: { type: 'string' },
      index: { type: 'string', default: '0' },
      'no-shrink': { type: 'boolean', default: false },
    },
  });
  const nixpkgsLib = process.env.NIXPKGS_LIB;
  if (nixpkgsLib === undefined) throw new Error('NIXPKGS_LIB must name the folder of nixpkgs.lib');
  const folder = mkdtempSync(join(tmpdir(), 'module-fuzz-'));
  try {
    const { fuzz } = await loadFuzz(folder);
    const variants = values.variant === undefined ? ['known', 'unknown'] : [values.variant];
    for (const variant of variants) {
      const seed = Number(values.seed);
      const report = fuzz({
        seed,
        first: Number(values.index),
        count: Number(values.count),
        variant,
        folder,
        nixpkgsLib,
        judge: fileURLToPath(new URL('../test/modules', import.meta.url)),
        stackBudget: stack.units,
        shrinks: !values['no-shrink'],
      });
      tell(variant, seed, report);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tell(variant, seed, { counts, findings, subjects }) {
  const figures = [...counts].map(([result, count]) => `${result} ${count}`).sort();
  console.log(`${variant}, seed ${seed}: ${figures.join(', ')}`);
  for (const [subject, count] of subjects) console.log(`  unknown: ${subject} (${count})`);
  for (const { index, isNew, result, text, world, part, ours, nix } of findings) {
    console.log(`\n${variant} ${seed}/${index}: ${result} of ${part}`);
    if (!isNew) continue;
    console.log(shownFiles(text));
    console.log(`  hidden = ${world}\n  ours: ${ours}\n  Nix:  ${nix}`);
  }
  if (findings.length > 0) process.exitCode = 1;
}

async function loadFuzz(target) {
  const contents = `
    import { loadParser } from './src/syntax/parser.ts';
    export { fuzz } from './scripts/module-fuzz/run.ts';
    await loadParser();
  `;
  return import(pathToFileURL(await bundle(contents, target)).href);
}

function shownFiles(text) {
  return text
    .split('\u0001')
    .map((piece, index) => (index % 2 === 1 ? `  ${piece}: ` : piece))
    .join('');
}
