import { printChangesJson, printFileChanges } from '../print/changes.ts';
import { isError } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import type { Analyse, AnalysedOutput } from './analyse.ts';
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
  const files = analysis.outputs.filter(isInjections).map((output) => {
    const { name, current } = findOutputFile(output.path, analysis.root, workingFolder);
    const changes = changesOf(output, current?.text ?? null);
    if (changes === null)
      throw new Failure(
        `\`${name}\` does not hold injections: name the generated file with \`--output\``,
      );
    return { name, changes };
  });
  const text =
    options.format === 'json'
      ? printChangesJson(files, workingFolder)
      : printFileChanges(files, { workingFolder, colour });
  await surroundings.writeData(encode(text));
  const isSame = files.every(({ changes }) => changes.length === 0);
  if (isSame) tell('the network stays as it is', options, surroundings);
  return isSame ? 0 : 1;
}

function isInjections({ isHostConfig }: AnalysedOutput): boolean {
  return isHostConfig !== true;
}
