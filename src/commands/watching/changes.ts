import { trackedFiles } from '../../modules/tracked-files.ts';
import { openFiles, realPath } from '../../resolve/files.ts';
import { changesOf } from '../../resolve/looks.ts';
import type { Survey } from '../surveys.ts';

/** The paths that the file system would not answer the same for as it did, each once; byte strings. */
export function changesSince(surveys: readonly Survey[]): readonly string[] {
  return [...new Set(surveys.flatMap(changesIn))];
}

function changesIn({ options, isTracked, looks }: Survey): readonly string[] {
  try {
    const tracked = isTracked ? trackedFiles(realPath(options.root)) : null;
    const files = openFiles({ ...options, tracked });
    return looks.flatMap((look) => changesOf(look, files));
  } catch {
    return [options.root];
  }
}
