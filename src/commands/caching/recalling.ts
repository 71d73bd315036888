import { realPath } from '../../resolve/files.ts';
import { readNote } from './cache-folder.ts';
import { isStillFresh, type Note } from './fresh-run.ts';

/**
 * What a run told that found every file up to date, if it would find the same again; null if that is not known.
 *
 * @param key of the run
 */
export function recall(key: string): string | null {
  try {
    const text = readNote(key);
    if (text === null) return null;
    const { run, messages }: Note = JSON.parse(text);
    return isStillFresh(run, realPath('.')) ? messages : null;
  } catch {
    return null;
  }
}
