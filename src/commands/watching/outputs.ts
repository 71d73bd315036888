import { isGenerated } from '../../modules/generated.ts';
import { differingVms } from '../../print/generated-file.ts';
import { Failure } from '../failure.ts';
import type { Judgement, Target } from '../generate.ts';
import { type OutputFile, tryOutputFile } from '../output-file.ts';
import { writeFile } from '../write-file.ts';

/** A file that is to be written, and what it holds once a run is over. */
export interface Written {
  readonly path: string;
  /** With links followed. */
  readonly target: string;
  readonly state: 'written' | 'up-to-date' | 'kept';
  /** The VMs that the text which was written says something else of than the one before. */
  readonly vms: readonly string[];
  readonly content: Content;
}

/** The text of a file, null if there is none, or why it can't be looked at. */
type Content = string | null | Failure;

/**
 * Writes what may be written.
 *
 * @returns also what the system refused first, if it did
 */
export function writeTargets({ targets, isBroken }: Judgement): {
  readonly written: readonly Written[];
  readonly failure: string | null;
} {
  const failures: Failure[] = [];
  const written = targets.map((target) => {
    try {
      return writeTarget(target, isBroken);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
      return kept(target);
    }
  });
  return { written, failure: failures[0]?.message ?? null };
}

/** The paths of files that are not as they were left. */
export function outputChanges(
  written: readonly Written[],
  root: string,
  workingFolder: string,
): readonly string[] {
  const isChanged = ({ path, content }: Written) =>
    !isSame(contentOf(path, root, workingFolder), content);
  return written.filter(isChanged).map(({ path }) => path);
}

function writeTarget(target: Target, isBroken: boolean): Written {
  const { text, file, isHostConfig } = target;
  if (isBroken) return kept(target);
  if (file instanceof Failure) throw file;
  if (!writeFile(file, text)) return { ...kept(target), state: 'up-to-date' };
  const before = file.current?.text ?? '';
  const vms = isHostConfig ? [] : differingVms(isGenerated(before) ? before : '', text);
  return { ...kept(target), state: 'written', vms, content: text };
}

function kept({ path, file }: Target): Written {
  return {
    path,
    target: file instanceof Failure ? path : file.target,
    state: 'kept',
    vms: [],
    content: contentIn(file),
  };
}

function contentOf(path: string, root: string, workingFolder: string): Content {
  return contentIn(tryOutputFile(path, root, workingFolder));
}

function contentIn(file: OutputFile | Failure): Content {
  return file instanceof Failure ? file : (file.current?.text ?? null);
}

function isSame(left: Content, right: Content): boolean {
  if (left instanceof Failure) return right instanceof Failure && left.message === right.message;
  return left === right;
}
