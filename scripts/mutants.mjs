/**
 * `npm run mutants -- --seed N --count N` breaks the fixtures in small ways, and shows where what is made of them is no
 * clear answer, or where `nix-instantiate --parse` disagrees. Exits with 1 if there is something.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
try {
  const { runMutants } = await load(scratch);
  const { counts, findings } = runMutants({
    seed: Number(values.seed),
    count: Number(values.count),
    fixtures: join(root, 'fixtures'),
    folder: join(scratch, 'fixtures'),
    asksNix: true,
  });
  console.log([...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
  for (const { file, text, what } of findings) console.log(`\n${file}: ${what}\n${text}`);
  if (findings.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

async function load(target) {
  const contents = `
    import { loadParser } from './src/syntax/parser.ts';
    export { runMutants } from './scripts/mutants/run.ts';
    await loadParser();
  `;
  return import(pathToFileURL(await bundle(contents, target)).href);
}
