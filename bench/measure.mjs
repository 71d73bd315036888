// Measures processes: how long they take from start to end, and how much memory they use at most.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns seconds and mebibytes, by GNU time; memory is null where that is not installed */
export function runOnce(words, { folder, scratch, environment = {} }) {
  const report = join(scratch, 'memory.txt');
  const all = hasTime() ? ['time', '-f', '%M', '-o', report, ...words] : words;
  const [program, ...rest] = all;
  const started = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(program, rest, {
    cwd: folder ?? scratch,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${words.join(' ')} exits with ${status}: ${stderr}`);
  const kibibytes = hasTime()
    ? Number(readFileSync(report, 'utf8').trim().split('\n').at(-1))
    : null;
  return { seconds, mebibytes: kibibytes === null ? null : kibibytes / 1024 };
}

/** Runs two commands in turn, after one run of each that does not count. */
export function runPaired(first, second, times, surroundings) {
  runOnce(first, surroundings);
  runOnce(second, surroundings);
  return Array.from({ length: times }, () => [
    runOnce(first, surroundings),
    runOnce(second, surroundings),
  ]);
}

let found = null;

function hasTime() {
  found ??= spawnSync('time', ['--version']).error === undefined;
  return found;
}

export function isInstalled(program) {
  return spawnSync(program, ['--version']).status === 0;
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The number that this share of the others is below. */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
