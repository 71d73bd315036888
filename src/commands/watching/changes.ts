import { openFiles, realPath } from '../../resolve/files.ts';
import { changesOf, type FileAccess } from '../../resolve/looks.ts';
import { knownTracked, type Survey } from '../surveys.ts';

/**
 * The paths that the file system would not answer the same for as it did, each once; byte strings.
 *
 * @param see how the answers are given in the surveys, if it is not as they were
 */
export function changesSince(
  surveys: readonly Survey[],
  see: (files: FileAccess) => FileAccess = (files) => files,
): readonly string[] {
  return [...new Set(surveys.flatMap((survey) => changesIn(survey, see)))];
}

function changesIn(
  { options, isTracked, looks }: Survey,
  see: (files: FileAccess) => FileAccess,
): readonly string[] {
  try {
    const tracked = isTracked ? knownTracked(realPath(options.root)) : null;
    const files = openFiles({ ...options, tracked });
    const seen = see(files);
    return looks.flatMap((look) => changesOf(look, seen));
  } catch {
    return [options.root];
  }
}
