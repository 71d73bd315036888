import { printChanges, printChangesJson } from '../print/changes.ts';
import { isError } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import type { Analyse } from './analyse.ts';
import { Failure } from './failure.ts';
import { type PlacedOptions, placedRequest, tell } from './generate.ts';
import { changesOf } from './network-changes.ts';
import { findOutputFile } from './output-file.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { analyseAndTell } from './tell.ts';

/**
 * Prints what generating would change for the network: links that come, go or move, and addresses that become others.
 *
 * @returns 1 if something changes
 * @throws Failure if the file that is there does not hold injections
 */
export async function networkDiff(
  entry: string,
  options: PlacedOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { workingFolder, dataColour: colour } = surroundings;
  const request = { ...placedRequest(entry, options, workingFolder), asksView: true };
  const { analysis, diagnostics } = await analyseAndTell(request, options, analyse, surroundings);
  if (diagnostics.some(isError)) return 2;
  const changes = analysis.outputs.flatMap((output) => {
    const { name, current } = findOutputFile(output.path, analysis.root, workingFolder);
    const found = changesOf(output, current?.text ?? null);
    if (found === null) throw new Failure(`\`${name}\` does not hold injections`);
    return found;
  });
  const text =
    options.format === 'json'
      ? printChangesJson(changes, workingFolder)
      : printChanges(changes, { workingFolder, colour });
  await surroundings.writeData(encode(text));
  if (changes.length === 0) tell('the network stays as it is', options, surroundings);
  return changes.length === 0 ? 0 : 1;
}
