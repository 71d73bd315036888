import { encode } from '../../report/utf8.ts';
import { readNote } from './cache-folder.ts';
import { type FreshRun, isStillFresh } from './fresh-run.ts';
import { runKey } from './run-key.ts';

/**
 * What a run told that found every file up to date, if it would find the same again; null if that is not known.
 *
 * @param words of the command line
 */
export function recall(words: readonly string[]): string | null {
  try {
    const key = runKey(words);
    const note = key === null ? null : readNote(key);
    if (note === null) return null;
    const run: FreshRun = JSON.parse(note);
    return isStillFresh(run, encode(process.cwd())) ? run.messages : null;
  } catch {
    return null;
  }
}
