import { printChanges } from '../print/changes.ts';
import { commentsOf } from '../print/generated-file.ts';
import { encode } from '../report/utf8.ts';
import { type Change, changesTo } from '../vmsilo/changes.ts';
import { isAttributes } from '../vmsilo/data.ts';
import { readData } from '../vmsilo/read-data.ts';
import type { AnalysedOutput, Analysis } from './analyse.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What a stale file means for the network, a line for each change; empty if it does not hold injections.
 *
 * @param path of the file
 * @param before its text; null if there is none
 */
export function describeChanges(
  path: string,
  before: string | null,
  { outputs }: Analysis,
  { workingFolder, dataColour: colour }: Surroundings,
): string {
  const output = outputs.find((one) => one.path === path);
  const changes = output === undefined ? null : changesOf(output, before);
  return encode(printChanges(changes ?? [], { workingFolder, colour }));
}

/**
 * What an output changes for the network; null if the file that is there does not hold injections.
 *
 * @param before its text; null if there is none
 */
export function changesOf(
  { seen, text }: AnalysedOutput,
  before: string | null,
): readonly Change[] | null {
  if (seen === undefined) return [];
  const injections = before === null ? new Map() : readData(before);
  if (!isAttributes(injections)) return null;
  const isSameAllocator = before === null || allocatorIn(before) === allocatorIn(text ?? '');
  return changesTo(seen.view, { injections, isSameAllocator });
}

function allocatorIn(text: string): string | null {
  return commentsOf(text).get('allocator') ?? null;
}
