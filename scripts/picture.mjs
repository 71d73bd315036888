/**
 * `npm run picture` draws the fixture `qubes` into docs/network.svg; with `--check` it only says whether that is what is
 * there, and exits with 1 if not. The program must be built.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = ['dist/cli.js', 'graph', 'fixtures/qubes', '--as', 'svg', '--quiet'];
const picture = execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
const path = `${root}docs/network.svg`;

if (!process.argv.includes('--check')) writeFileSync(path, picture);
else if (readFileSync(path, 'utf8') !== picture) {
  console.error('docs/network.svg is stale: run npm run picture');
  process.exitCode = 1;
}
