import { type Assumption, printExplanation } from '../print/explanation.ts';
import { printExplanationJson } from '../print/explanation-json.ts';
import { printLinkTable } from '../print/link-table.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import { suggest } from '../report/suggestion.ts';
import { encode } from '../report/utf8.ts';
import type { NetworkView, VmView } from '../vmsilo/network-view.ts';
import type { Analyse } from './analyse.ts';
import { Failure } from './failure.ts';
import { onlyOutput } from './only-output.ts';
import { type ReadingOptions, requestOf } from './reading-options.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { analyseAndTell } from './tell.ts';

/**
 * Prints where each value of a VM comes from and what it leads to, or a table of all links; under `--format json`, the
 * same for tools. What is wrong is told, too, and what is right explained all the same.
 *
 * @param name of the VM; null for all links
 */
export async function explain(
  name: string | null,
  entry: string,
  options: ReadingOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { workingFolder, dataColour: colour } = surroundings;
  const request = {
    ...requestOf(entry, options, workingFolder),
    asksView: true,
    writesNothing: true,
  };
  const { analysis, diagnostics } = await analyseAndTell(request, options, analyse, surroundings);
  const status = diagnostics.some(isError) ? 2 : 0;
  const view = onlyOutput(analysis)?.seen?.view;
  if (view === undefined) return status;
  const vms = name === null ? view.vms : [vmNamed(name, view)];
  const assumptions = diagnostics.flatMap(assumptionOf);
  if (options.format === 'json') {
    const text = printExplanationJson(view, vms, assumptions, workingFolder);
    await surroundings.writeData(encode(text));
    return status;
  }
  const settings = { workingFolder, colour };
  const text =
    name === null
      ? printLinkTable(view, colour)
      : vms.map((vm) => printExplanation(view, vm, assumptions, settings)).join('');
  await surroundings.writeData(encode(text));
  return status;
}

function vmNamed(name: string, { vms }: NetworkView): VmView {
  const bytes = encode(name);
  const found = vms.find((vm) => vm.name === bytes);
  if (found !== undefined) return found;
  const names = vms.map((vm) => vm.name);
  const similar = suggest(bytes, names);
  const help =
    similar === null
      ? `the VMs are ${names.map(quote).join(', ')}`
      : `did you mean ${quote(similar)}?`;
  throw new Failure(
    names.length === 0
      ? `there is no VM ${quote(bytes)}, and no other that could be read`
      : `there is no VM ${quote(bytes)}: ${help}`,
  );
}

/** What a value rests on that was not read. */
function assumptionOf({ code, message, span }: Diagnostic): readonly Assumption[] {
  if (code === 'import-unknown') {
    return [{ message: 'this import defines nothing under programs.vmsilo', span }];
  }
  return code === 'vmsilo-enable-unknown' ? [{ message, span }] : [];
}
