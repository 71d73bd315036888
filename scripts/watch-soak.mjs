/**
 * `npm run watch-soak -- --seed N --count N` makes random edits to a configuration that the built program watches,
 * and after each one waits until its file is what a fresh run makes. With `--kills N` the program is killed instead
 * while it writes, and the file has to be the old one or the new one. Exits with 1 if it is not so.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPackage } from './build.mjs';
import { bundle } from './bundle.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    kills: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const program = resolve(root, 'dist/cli.js');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'watch-soak-')));
const children = [];
try {
  await buildPackage({ types: false });
  const { killWhileWriting, soak, sessionOf } = await loadSoak(folder);
  const start = (tree) => {
    const words = [program, '--watch', '--format=gnu', tree];
    const child = spawn(process.execPath, words, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    children.push(child);
    return sessionOf(child);
  };
  const seed = Number(values.seed);
  const tell = values.verbose ? console.log : undefined;
  const result =
    values.kills === undefined
      ? await soak({ seed, count: Number(values.count), folder, program, start, tell })
      : await killWhileWriting({ seed, count: Number(values.kills), folder, program });
  console.log(`seed ${values.seed}: ${JSON.stringify(result)}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}

async function loadSoak(target) {
  const contents = `
    export { killWhileWriting } from './scripts/watch-soak/kills.ts';
    export { soak } from './scripts/watch-soak/soak.ts';
    export { sessionOf } from './scripts/watch-soak/session.ts';
  `;
  return import(pathToFileURL(await bundle(contents, target)).href);
}
