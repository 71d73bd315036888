// `npm run bench` measures every row, and writes bench/results.json and the table in bench/README.md. `--only NAME` measures
// one and writes nothing; `--times N` is how often (by default 11).
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPackage } from '../scripts/build.mjs';
import { bundle } from '../scripts/bundle.mjs';
import { median } from './measure.mjs';
import { coldCheck } from './rows/cold-check.mjs';
import { growth } from './rows/growth.mjs';
import { againstModule } from './rows/module.mjs';
import { parsing } from './rows/parsing.mjs';
import { programs } from './rows/programs.mjs';
import { size } from './rows/size.mjs';
import { watching } from './rows/watching.mjs';

const rows = { coldCheck, againstModule, growth, programs, watching, parsing, size };

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { only: { type: 'string' }, times: { type: 'string' } } });
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  await main(Number(values.times ?? 11));
} finally {
  rmSync(scratch, { recursive: true });
}

async function main(times) {
  await buildPackage({ types: true });
  const dist = join(root, 'dist');
  const context = { root, dist, program: join(dist, 'cli.js'), times, ...(await bundles()) };
  const measured = [];
  for (const [name, row] of Object.entries(rows)) {
    if (values.only !== undefined && values.only !== name) continue;
    const folder = join(scratch, name);
    mkdirSync(folder);
    for (const one of await row({ ...context, scratch: folder })) {
      measured.push(one);
      console.log(line(one));
    }
  }
  if (values.only === undefined) record(measured, times);
}

/** What is measured inside a process: bundled as the program is. */
async function bundles() {
  const [evaluation, library] = ['evaluation', 'library'].map((name) => join(scratch, name));
  mkdirSync(evaluation);
  mkdirSync(library);
  const evaluator = await bundle(
    "import { evaluateFile } from './bench/evaluate.ts'; await evaluateFile(process.argv[2]);",
    evaluation,
  );
  const parser = await bundle(
    "export * from './src/syntax/parser.ts'; export { parse } from './src/syntax/parse.ts';",
    library,
  );
  return { evaluator, library: await import(pathToFileURL(parser).href) };
}

function line({ what, ratios, most, skipped }) {
  if (ratios.length === 0) return `| ${what} | | | not measured: ${skipped} |`;
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const shown = [median(ratios), low, high].map((ratio) => ratio.toPrecision(3));
  const verdict = most === undefined ? '' : median(ratios) <= most ? 'met' : 'missed';
  const target = most === undefined ? '' : `at most ${Number(most.toPrecision(2))}`;
  return `| ${what} | ${shown[0]} (${shown[1]} to ${shown[2]}) | ${target} | ${verdict} |`;
}

function record(measured, times) {
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? '',
    processors: cpus().length,
    gibibytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
  const path = join(root, 'bench/README.md');
  const [head] = readFileSync(path, 'utf8').split(/^## The last run$/m);
  const table = measured.map(line).join('\n');
  const { date, processor, processors, gibibytes, node } = machine;
  writeFileSync(
    path,
    `${head}## The last run

${date}, ${processor}, ${processors} processors, ${gibibytes} GiB, Node ${node}. Each ratio is the median of up to ${times} pairs, with
the least and the greatest.

| what | ratio | target | |
| --- | --- | --- | --- |
${table}
`,
  );
  writeFileSync(
    join(root, 'bench/results.json'),
    `${JSON.stringify({ machine, measured }, null, 2)}\n`,
  );
}
