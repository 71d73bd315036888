/**
 * `npm run conformance -- DIR…` evaluates the cases in folders that have the form of Nix's own language tests.
 *
 * Of each NAME.nix with a NAME.exp it says whether the value is exactly that, unknown at least in part (and what is),
 * or neither. Of each `eval-fail-…` it says whether it fails, and where there is a NAME.err.exp, whether for the cause
 * that Nix tells there. Where neither holds, the `nix-instantiate` on `PATH` is asked: suites are of other versions,
 * and of other evaluators. It exits with 1 if that one does not agree with us.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { bundle } from './bundle.mjs';
import { inDeepThread } from './deep-thread.mjs';

/** Deep recursion is a part of these tests. */
const megabytes = 512;

/** How Nix words what we have kinds of errors for; anything else is what the program throws. */
const causes = [
  [/infinite recursion encountered/, 'infinite-recursion'],
  [/stack overflow/, 'limit'],
  [/evaluation aborted with/, 'abort'],
  [/called without required argument/, 'missing-argument'],
  [/^(?:required )?attribute '.*' missing/, 'missing-attribute'],
  [/^assertion |is not equal to|differs from attribute set|compare as unequal/, 'assertion'],
  [/^path '.*' does not exist|No such file|ot a directory/, 'file'],
  [/undefined variable|not allowed in|^syntax error|trailing slash|duplicate formal/, 'syntax'],
  [/null bytes|^input string|already defined/, 'syntax', 'value'],
  [/^expected .* but found|cannot (?:coerce|compare|add) |not a function/, 'type'],
  [/unexpected argument|requires a function|`__toString` (?:should|must) return/, 'type'],
  [/overflow|outside of Nix integer range|division by zero|empty list|called with index/, 'value'],
  [/while parsing (?:TOML|a JSON)|invalid|cannot create list of size|different lengths/, 'value'],
  [/unknown hash algorithm|doesn't represent an absolute path|negative|^context of/, 'value'],
];

/** Where we differ on purpose. */
const intended = new Map([['eval-fail-pipe-operators.nix', 'pipe operators need no setting here']]);

const evaluator = `
  export * from './test/resolve/evaluate.ts';
  export { bytesPerUnit } from './src/resolve/stack.ts';
`;

if (isMainThread) await main(process.argv.slice(2));
else await evaluateAll(workerData);

async function main(folders) {
  const cases = folders.flatMap(casesIn);
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const module = await bundle(evaluator, folder);
    const results = await inDeepThread(import.meta.url, { module, cases }, megabytes);
    report('values', 'exact', results.filter(({ kind }) => kind === 'okay').map(judgeValue));
    report('failures', 'same', results.filter(({ kind }) => kind === 'fail').map(judgeFailure));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(title, right, judged) {
  for (const { verdict, file, ours, expected, nix } of judged) {
    if (verdict === 'unknown') console.log(`unknown: ${basename(file)}: ${subjectsIn(ours)}`);
    if (verdict !== 'as Nix here' && verdict !== 'wrong') continue;
    console.log(
      `${verdict}: ${file}\n  ours:     ${clip(ours)}\n  expected: ${clip(expected)}\n  Nix here: ${clip(nix)}`,
    );
  }
  const count = (wanted) => judged.filter(({ verdict }) => verdict === wanted).length;
  const figures = [right, 'unknown', 'intended', 'as Nix here', 'wrong'].map(
    (name) => `${count(name)} ${name}`,
  );
  console.log(`${title}: ${figures.join(', ')}`);
  if (count('wrong') > 0) process.exitCode = 1;
}

function clip(text) {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function judgeValue(result) {
  const { ours, expected } = result;
  if (ours === expected) return { ...result, verdict: 'exact' };
  if (isUnknown(ours)) return { ...result, verdict: 'unknown' };
  const { status, text } = askNix(result.file);
  const agrees = status === 0 ? ours === text : isCause(kindOf(ours), text);
  return { ...result, nix: lastError(text), verdict: agrees ? 'as Nix here' : 'wrong' };
}

function judgeFailure(result) {
  const { ours, expected } = result;
  if (isUnknown(ours)) return { ...result, verdict: 'unknown' };
  if (intended.has(basename(result.file))) return { ...result, verdict: 'intended' };
  const kind = kindOf(ours);
  if (kind !== null && (expected === '' || isCause(kind, expected))) {
    return { ...result, verdict: 'same' };
  }
  const { status, text } = askNix(result.file);
  const agrees = status === 0 ? ours === text : isCause(kind, text);
  const told = { expected: lastError(expected), nix: lastError(text) };
  return { ...result, ...told, verdict: agrees ? 'as Nix here' : 'wrong' };
}

function isUnknown(printed) {
  return printed.includes('«unknown: ');
}

function subjectsIn(printed) {
  const subjects = Array.from(printed.matchAll(/«unknown: ([^»]*)»/g), ([, subject]) => subject);
  return [...new Set(subjects)].join(', ');
}

/** The kind of our error; null for a value. */
function kindOf(printed) {
  return /^error: ([a-z-]+): /.exec(printed)?.[1] ?? null;
}

function isCause(kind, text) {
  const message = lastError(text);
  const [, ...kinds] = causes.find(([pattern]) => pattern.test(message)) ?? [null, 'throw'];
  return kinds.includes(kind);
}

/** The message at the end of what Nix prints about a failure. */
function lastError(text) {
  return (
    text
      .split(/^ *error: */m)
      .at(-1)
      ?.split('\n')[0] ?? ''
  );
}

function askNix(file) {
  const args = ['--eval', '--strict', '--store', 'dummy://', file];
  const env = { ...process.env, NIX_PATH: '' };
  const { status, stdout, stderr } = spawnSync('nix-instantiate', args, { env, encoding: 'utf8' });
  const text = (status === 0 ? stdout : stderr) ?? 'error: there is no nix-instantiate';
  return { status, text: text.trim() };
}

/** Cases that want more than warnings by their .flags are left out; those named `parse-` only parse. */
function casesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.nix') && !name.startsWith('parse-'))
    .map((name) => resolve(folder, name.slice(0, -'.nix'.length)))
    .flatMap((base) => {
      const isFailure = basename(base).startsWith('eval-fail-');
      if (
        !/^(?:--lint-\S+ warn|--eval|--strict|--no-show-trace|\s)*$/.test(textOf(`${base}.flags`))
      )
        return [];
      if (!isFailure && !existsSync(`${base}.exp`)) return [];
      const expected = textOf(isFailure ? `${base}.err.exp` : `${base}.exp`).trim();
      return [{ kind: isFailure ? 'fail' : 'okay', file: `${base}.nix`, expected }];
    });
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function evaluateAll({ module, cases }) {
  const { evaluateFile, bytesPerUnit } = await import(pathToFileURL(module).href);
  const budget = Math.floor((megabytes * 2 ** 20) / bytesPerUnit);
  const results = cases.map((test) => {
    const { file } = test;
    try {
      const parent = resolve(file, '../..');
      const printed = evaluateFile(file, { root: parent, budget });
      return { ...test, ours: printed.replaceAll(parent, '/pwd') };
    } catch (error) {
      return { ...test, ours: `exception: ${error.stack ?? error.name}` };
    }
  });
  parentPort.postMessage(results);
}
