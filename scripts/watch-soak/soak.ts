import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../fuzz/random.ts';
import { editOnce, makeTree } from './edits.ts';
import type { Session } from './session.ts';

export interface SoakSettings {
  readonly seed: number;
  /** How many edits. */
  readonly count: number;
  /** An empty folder; the configuration is made in a folder of it. */
  readonly folder: string;
  /** The built program. */
  readonly program: string;
  /** Starts watching a folder; events come in the format `gnu`. */
  readonly start: (folder: string) => Session;
  readonly tell?: (line: string) => void;
}

/** How many of the edits led to what. */
export interface SoakResult {
  /** The file of a fresh run is another than before. */
  readonly changed: number;
  /** A fresh run fails. */
  readonly broken: number;
  /** A fresh run gives the same as before. */
  readonly same: number;
  /** Runs of the watch. */
  readonly runs: number;
}

const started = /^vmsilo-nixgen: run started/;
const finished = /^vmsilo-nixgen: run finished/;

/**
 * Edits a configuration that is watched. After each edit the watch has to come to what a fresh run says: the same
 * file, or an error.
 *
 * @throws if it does not
 */
export async function soak(settings: SoakSettings): Promise<SoakResult> {
  const { seed, count, folder, program, start, tell = () => {} } = settings;
  const random = seeded(seed);
  const tree = join(folder, 'tree');
  makeTree(tree, random);
  const session = start(tree);
  await session.until(/^vmsilo-nixgen: ready/);
  const counts = { changed: 0, broken: 0, same: 0 };
  let before = fresh(program, tree);
  for (let index = 0; index < count; index++) {
    const edit = editOnce(tree, random, before.file === null);
    const expected = fresh(program, tree);
    while (!isSame(lastOutcome(tree, session), expected)) {
      try {
        await session.until(finished);
      } catch (error) {
        throw new Error(`edit ${index} of seed ${seed} (${edit}) is not followed`, {
          cause: error,
        });
      }
    }
    const isUnchanged = expected.file === before.file;
    const kind = expected.file === null ? 'broken' : isUnchanged ? 'same' : 'changed';
    counts[kind]++;
    before = expected;
    tell(`${index} ${edit}: ${kind}`);
  }
  const runs = session.lines.filter((line) => finished.test(line)).length;
  await session.end();
  return { ...counts, runs };
}

/** What a run comes to. */
interface Outcome {
  /** The file that it makes; null if it fails. */
  readonly file: string | null;
  /** What it says of the configuration. */
  readonly diagnostics: readonly string[];
}

function isSame(left: Outcome, right: Outcome): boolean {
  return left.file === right.file && left.diagnostics.join('\n') === right.diagnostics.join('\n');
}

function fresh(program: string, folder: string): Outcome {
  const words = [program, '--format=gnu', '-o', '-', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: '/',
    encoding: 'latin1',
  });
  const diagnostics = stderr.split('\n').filter((line) => line !== '');
  return { file: status === 0 && !isForeign(folder) ? stdout : null, diagnostics };
}

/** What the last run of the watch came to. */
function lastOutcome(folder: string, { lines }: Session): Outcome {
  const end = lines.findLastIndex((line) => finished.test(line));
  const start = lines.findLastIndex((line, index) => index < end && started.test(line));
  const diagnostics = lines
    .slice(start + 1, end)
    .filter((line) => !line.endsWith('[not-generated]'));
  const output = join(folder, 'netvm-injections.nix');
  const isBroken = lines[end]?.includes('nothing is written') ?? true;
  if (isBroken || !existsSync(output)) return { file: null, diagnostics };
  return { file: readFileSync(output, 'latin1'), diagnostics };
}

/** A file that we have not made is in the way of ours. */
function isForeign(folder: string): boolean {
  const output = join(folder, 'netvm-injections.nix');
  return existsSync(output) && !readFileSync(output, 'latin1').startsWith('# @generated');
}
