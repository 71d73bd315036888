import { isGenerated } from '../modules/generated.ts';
import { readIndex } from '../modules/git-index.ts';
import { trackedFiles } from '../modules/tracked-files.ts';
import { show } from '../report/quote.ts';
import type { Files, FilesOptions, Overlay } from '../resolve/files.ts';
import { openFiles, realPath } from '../resolve/files.ts';
import type { Look } from '../resolve/looks.ts';
import type { StagedTree } from '../resolve/staged-files.ts';
import { stagedFiles } from '../resolve/staged-files.ts';
import { attempt, Failure } from './failure.ts';

/** What was asked of a part of the file system: who asks again sees what has changed. */
export interface Survey {
  readonly options: FilesOptions;
  /** Only what Git tracks exists, if the root is a work tree. */
  readonly isTracked: boolean;
  readonly looks: readonly Look[];
}

/** Files that were opened for an analysis. */
export interface Opened extends Omit<Survey, 'looks'> {
  readonly files: Files;
}

/**
 * Opens files, and notes that.
 *
 * @throws Failure if the root can't be read, or Git does not say what it tracks
 */
export function open(
  options: FilesOptions,
  opened: Opened[],
  { isTracked = false, tree = null }: { isTracked?: boolean; tree?: StagedTree | null } = {},
): Files {
  return attempt(`read \`${show(options.root)}\``, () => {
    const tracked = isTracked ? knownTracked(realPath(options.root)) : null;
    const outputs = new Set(options.outputs);
    const overlay: Overlay | null =
      tree && ((root, workTree) => stagedFiles(tree, { ...options, root, outputs }, workTree));
    const files = openFiles({ ...options, tracked }, overlay);
    opened.push({ options, isTracked, files });
    return files;
  });
}

/** As {@link trackedFiles}. @throws Failure where Git does not answer */
export function knownTracked(root: string): ReadonlySet<string> | null {
  const tracked = trackedFiles(root);
  if (tracked !== 'no-answer') return tracked;
  throw new Failure(
    `cannot read the flake in \`${show(root)}\`: only files that Git tracks exist for it, and Git does not say which these are: see what \`git ls-files\` says there`,
  );
}

/** What was asked of them so far. */
export function surveyOf({ options, isTracked, files }: Opened): Survey {
  return { options, isTracked, looks: files.looks };
}

/**
 * The real paths of the files that were read, but for those of the survey that were only seen to be ours.
 *
 * @param surveyed the files of the survey for an entry
 */
export function filesReadOf(opened: readonly Opened[], surveyed: Files): readonly string[] {
  const isOurs = (look: Look) =>
    look.kind === 'bytes' && 'given' in look.answer && isGenerated(look.answer.given);
  const ours = new Set(surveyed.looks.filter(isOurs).map(({ path }) => path));
  const read = opened.flatMap(({ files }) =>
    [...files.filesRead].filter((path) => files !== surveyed || !ours.has(path)),
  );
  return [...new Set(read)];
}

/**
 * What is to be committed in a work tree.
 *
 * @throws Failure if that can't be told
 */
export function stagedTree(top: string): StagedTree {
  const tree = readIndex(top);
  switch (tree) {
    case 'no-index':
      throw new Failure(
        `cannot read what is staged in \`${show(top)}\`: it is no Git work tree, or Git can't be run: do without \`--staged\``,
      );
    case 'unmerged':
      throw new Failure(
        `cannot read what is staged in \`${show(top)}\`: there are conflicts: resolve them first`,
      );
    default:
      return tree;
  }
}
