import type { FileAccess, Look } from '../../resolve/looks.ts';
import type { Analysis } from '../analyse.ts';
import { Failure } from '../failure.ts';
import { tryOutputFile } from '../output-file.ts';
import type { Survey } from '../surveys.ts';
import { changesSince } from '../watching/changes.ts';
import { digest } from './digest.ts';

/** A run that found every file up to date. Plain data; digests stand for the bytes of files. */
export interface FreshRun {
  readonly surveys: readonly Survey[];
  readonly root: string;
  readonly outputs: readonly FreshOutput[];
}

/** What is kept of a run. */
export interface Note {
  readonly run: FreshRun;
  /** What was told on standard error. */
  readonly messages: string;
}

interface FreshOutput {
  readonly path: string;
  /** Where it is, with links followed. */
  readonly target: string;
  readonly digest: string;
}

/** @returns null if a file is not what the analysis leads to */
export function freshRun(
  { surveys, root, outputs }: Analysis,
  workingFolder: string,
): FreshRun | null {
  const fresh: FreshOutput[] = [];
  for (const { path, text } of outputs) {
    const file = tryOutputFile(path, root, workingFolder);
    if (file instanceof Failure || text === null || file.current?.text !== text) return null;
    fresh.push({ path, target: file.target, digest: digest(text) });
  }
  return { surveys: surveys.map(digestedSurvey), root, outputs: fresh };
}

/** Whether the same run would find the same, and every file up to date. */
export function isStillFresh({ surveys, root, outputs }: FreshRun, workingFolder: string): boolean {
  const isSame = (output: FreshOutput): boolean => {
    const file = tryOutputFile(output.path, root, workingFolder);
    if (file instanceof Failure || file.current === null) return false;
    return file.target === output.target && digest(file.current.text) === output.digest;
  };
  return outputs.every(isSame) && changesSince(surveys, digested).length === 0;
}

function digestedSurvey({ options, isTracked, looks }: Survey): Survey {
  return { options, isTracked, looks: looks.map(digestedLook) };
}

function digestedLook(look: Look): Look {
  if (look.kind !== 'bytes' || 'refused' in look.answer) return look;
  return { ...look, answer: { given: digest(look.answer.given) } };
}

/** Gives for a file the digest of its bytes. */
function digested(files: FileAccess): FileAccess {
  return { ...files, read: (path) => digest(files.read(path)) };
}
