/**
 * `npm run coverage` runs the tests, or those that it is given, and reports the coverage of `src/`: of what runs in the
 * tests' own processes, which Vitest counts, and of the built program wherever a test starts it. It also writes each branch
 * that nothing took to `coverage/branches.txt`, with its file, line and text. A run of all tests fails on a branch that
 * neither a test takes nor `test/unreachable.json` explains.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { convert } from 'ast-v8-to-istanbul';
import coverage from 'istanbul-lib-coverage';
import reporting from 'istanbul-lib-report';
import reports from 'istanbul-reports';
import { parseAst } from 'vitest/node';
import { branchesNotTaken, problemsOf } from './branches-not-taken.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'coverage');
const processes = mkdtempSync(join(tmpdir(), 'coverage-'));

// Some tests start the program as another user.
chmodSync(processes, 0o777);
rmSync(folder, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--coverage', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PROGRAM_COVERAGE: processes } },
);
const map = readTests();
addProgram(map, await readProgram());
rmSync(processes, { recursive: true });
const context = reporting.createContext({ dir: folder, coverageMap: map });
for (const name of ['text', 'html', 'json', 'json-summary']) reports.create(name).execute(context);
const branches = branchesNotTaken(map, root);
const lines = branches.map(({ file, line, key }) => `${file}:${line}: ${key}\n`);
writeFileSync(join(folder, 'branches.txt'), lines.join(''));
process.exitCode = status ?? 1;
if (process.argv.length === 2) {
  for (const problem of problemsOf(branches, root)) {
    console.error(problem);
    process.exitCode = 1;
  }
}

/** What ran in the tests' own processes; it has all files of `src/`. */
function readTests() {
  const file = join(folder, 'coverage-final.json');
  return coverage.createCoverageMap(JSON.parse(readFileSync(file, 'utf8')));
}

/** What ran in processes of the program that ended by themselves. */
async function readProgram() {
  const { result } = readdirSync(processes)
    .map((name) => JSON.parse(readFileSync(join(processes, name), 'utf8')))
    .map(ofProgram)
    .reduce((one, other) => mergeProcessCovs([one, other]), { result: [] });
  const map = coverage.createCoverageMap();
  for (const script of result) map.merge(await inSources(script));
  return map;
}

function ofProgram({ result }) {
  const dist = new URL('../dist/', import.meta.url).href;
  return { result: result.filter(({ url }) => url.startsWith(dist) && url.endsWith('.js')) };
}

function inSources(script) {
  const file = fileURLToPath(script.url);
  const code = readFileSync(file, 'utf8');
  return convert({
    code,
    ast: parseAst(code),
    coverage: script,
    sourceMap: JSON.parse(readFileSync(`${file}.map`, 'utf8')),
  });
}

/** Adds the program's counts to the tests', thing by thing: the program lacks what it does not use. */
function addProgram(tests, program) {
  for (const file of tests.files().filter((name) => program.files().includes(name))) {
    const to = tests.fileCoverageFor(file);
    const from = program.fileCoverageFor(file);
    addCounts(to.s, to.statementMap, from.s, from.statementMap);
    addCounts(to.f, to.fnMap, from.f, from.fnMap);
    addCounts(to.b, to.branchMap, from.b, from.branchMap);
  }
}

/** A bundle has `var` for `const` outside of functions: what starts behind it is found by where it ends. */
function addCounts(to, toMap, from, fromMap) {
  const starts = new Map(
    Object.entries(fromMap).map(([id, thing]) => [keyOf(thing, 'start'), from[id]]),
  );
  const ends = new Map(
    Object.entries(fromMap).map(([id, thing]) => [keyOf(thing, 'end'), from[id]]),
  );
  for (const [id, thing] of Object.entries(toMap)) {
    const more = starts.get(keyOf(thing, 'start')) ?? ends.get(keyOf(thing, 'end'));
    if (more === undefined) continue;
    to[id] = Array.isArray(more) ? to[id].map((count, at) => count + more[at]) : to[id] + more;
  }
}

/** A statement is a place; a function and a branch have one. */
function keyOf(thing, side) {
  const { line, column } = (thing.loc ?? thing)[side];
  return [line, column, thing.type, thing.locations?.length].join();
}
