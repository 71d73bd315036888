import { formatPatch, OMIT_HEADERS, type StructuredPatch, structuredPatch } from 'diff';

/**
 * The change from one text to another as a unified diff, as `patch` reads it.
 *
 * @param name the file's, for the header
 * @param before null if there is no file yet
 * @returns a byte string if texts and name are
 */
export function unifiedDiff(name: string, before: string | null, after: string): string {
  const header = `--- ${before === null ? '/dev/null' : name}\n+++ ${name}\n`;
  return header + formatPatch(patchOf(before ?? '', after), OMIT_HEADERS);
}

/** The time that a diff takes grows with the square of this; beyond it, a shorter one would help nobody. */
const maxChangedLines = 1000;

function patchOf(before: string, after: string): StructuredPatch {
  return (
    structuredPatch('', '', before, after, undefined, undefined, {
      context: 3,
      maxEditLength: maxChangedLines,
    }) ?? replacementOf(before, after)
  );
}

/** One hunk that takes everything out and puts everything in. */
function replacementOf(before: string, after: string): StructuredPatch {
  const removed = structuredPatch('', '', before, '').hunks;
  const added = structuredPatch('', '', '', after).hunks;
  const hunk = {
    oldStart: 1,
    oldLines: removed[0]?.oldLines ?? 0,
    newStart: 1,
    newLines: added[0]?.newLines ?? 0,
    lines: [...removed, ...added].flatMap(({ lines }) => lines),
  };
  return {
    oldFileName: '',
    newFileName: '',
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [hunk],
  };
}
