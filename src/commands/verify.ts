import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { printVerified, printVerifiedJson, type Verified } from '../print/differences.ts';
import { commentsOf } from '../print/generated-file.ts';
import { printName, printNix } from '../print/nix.ts';
import { escapeText, quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import { compareInjections, compareNetworks } from '../vmsilo/differences.ts';
import { type EvaluatedNetwork, evaluatedNetwork } from '../vmsilo/evaluated-network.ts';
import { dataOf, type PlainData } from '../vmsilo/plain-network.ts';
import type { Analyse, AnalysedOutput, Analysis, SeenNetwork } from './analyse.ts';
import { attempt, Failure } from './failure.ts';
import { type PlacedOptions, placedRequest } from './generate.ts';
import { evaluateFlake, evaluateWithNix, type NixAnswer } from './nix.ts';
import { findOutputFile } from './output-file.ts';
import { packagedFile } from './packaged-file.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { analyseAndTell } from './tell.ts';

/** As on the command line. */
export interface VerifyOptions extends PlacedOptions {
  /** nixpkgs' source, to evaluate the configuration with. */
  readonly nixpkgs?: string;
  /** A flake's reference, to evaluate the system with that it has. */
  readonly flake?: string;
}

/**
 * Compares with real Nix: the value of the generated file, and the network of the configuration where there is
 * something to evaluate it with. Prints each difference.
 *
 * @returns 1 if there is one
 * @throws Failure where Nix is not installed, or can't evaluate what it is given
 */
export async function verify(
  entry: string,
  options: VerifyOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { workingFolder } = surroundings;
  const request = { ...placedRequest(entry, options, workingFolder), asksView: true };
  const { analysis, diagnostics } = await analyseAndTell(request, options, analyse, surroundings);
  if (diagnostics.some(isError)) return 2;
  const verified: Verified[] = [];
  for (const output of analysis.outputs) {
    const { seen } = output;
    if (seen === undefined) continue;
    verified.push(await verifyFile(output, seen, analysis, workingFolder));
    const evaluated = await evaluateConfiguration(seen, options, surroundings);
    if (evaluated !== null) verified.push(verifyNetwork(seen, evaluated));
  }
  await tellVerified(verified, options, surroundings);
  return verified.some(({ differences }) => differences.length > 0) ? 1 : 0;
}

async function tellVerified(
  verified: readonly Verified[],
  { format, quiet = false }: VerifyOptions,
  { workingFolder, dataColour: colour, writeData, writeMessage }: Surroundings,
): Promise<void> {
  if (format === 'json') {
    await writeData(encode(printVerifiedJson(verified, workingFolder)));
    return;
  }
  const told = verified.filter(({ differences }) => !quiet || differences.length > 0);
  const texts = told.map((one) => printVerified(one, { workingFolder, colour }));
  await writeData(encode(texts.join('')));
  if (!quiet && format === 'pretty' && verified.every(({ label }) => label === 'file')) {
    writeMessage(
      'the configuration itself was not evaluated: give --nixpkgs, or --flake for a flake\n',
    );
  }
}

/** The value of the file, and what its comments say that it was made from. */
async function verifyFile(
  { path, text }: AnalysedOutput,
  { view, injections }: SeenNetwork,
  { root }: Analysis,
  workingFolder: string,
): Promise<Verified> {
  const { name, target, current } = findOutputFile(path, root, workingFolder);
  const what = `the file \`${name}\``;
  if (current === null) throw new Failure(`there is no file \`${name}\`: run vmsilo-nixgen first`);
  const answer = await evaluateWithNix(`import (/. + ${printNix(target)})`, dirname(target));
  const value = dataOf(valueIn(answer, what));
  const comparison = compareInjections(injections ?? new Map(), value, view);
  const [ours, theirs] = [commentsOf(text ?? ''), commentsOf(current.text)];
  const comments = ['inputs', 'allocator'].filter((one) => ours.get(one) !== theirs.get(one));
  return {
    what,
    label: 'file',
    ...comparison,
    compared: comparison.compared + 2,
    differences: [
      ...comparison.differences,
      ...comments.map((one) => ({
        vm: null,
        attribute: `# ${one}`,
        ours: ours.get(one),
        theirs: theirs.get(one),
        view: null,
      })),
    ],
  };
}

function verifyNetwork({ host, view }: SeenNetwork, evaluated: EvaluatedNetwork): Verified {
  const what = host === null ? 'the configuration' : `the configuration ${quote(host)}`;
  return { what, label: 'Nix', ...compareNetworks(view, evaluated) };
}

/** Of a network that is switched off, nothing else is asked: it need not even evaluate. */
const onlyEnable = '(network: { inherit (network) enable; netvmRange = null; vms = { }; })';

/** Null where there is nothing to evaluate it with. */
async function evaluateConfiguration(
  { host, modules, view }: SeenNetwork,
  { nixpkgs, flake }: VerifyOptions,
  { workingFolder }: Surroundings,
): Promise<EvaluatedNetwork | null> {
  const asked = view.enabled === false ? onlyEnable : '';
  const evaluate = (): Promise<NixAnswer> | null => {
    if (flake !== undefined) {
      if (host === null) throw new Failure('--flake is for a flake, and this is none');
      const project = attempt('read our own network.nix', () =>
        readFileSync(packagedFile('nix/network.nix'), 'utf8'),
      );
      const attribute = `nixosConfigurations.${printName(host)}.config.programs.vmsilo`;
      const evaluated = `cfg: ${asked} ((${project}) cfg)`;
      return evaluateFlake(flake, attribute, evaluated, workingFolder);
    }
    const isOnPath = /(?:^|:)nixpkgs=/.test(process.env.NIX_PATH ?? '');
    if (nixpkgs === undefined && (host !== null || !isOnPath)) return null;
    if (host !== null) throw new Failure('--nixpkgs is for modules: give --flake for a flake');
    const source =
      nixpkgs === undefined ? '<nixpkgs>' : printNix(resolve(workingFolder, encode(nixpkgs)));
    const list = modules.map((path) => printNix(path)).join(' ');
    const evaluator = printNix(encode(fileURLToPath(packagedFile('nix/evaluate.nix'))));
    const expression = `${asked} (import (/. + ${evaluator}) { nixpkgs = ${source}; modules = [ ${list} ]; })`;
    return evaluateWithNix(expression, workingFolder);
  };
  const answer = await evaluate();
  if (answer === null) return null;
  const network = evaluatedNetwork(valueIn(answer, 'the configuration'));
  if (network === null) throw new Failure('Nix gives no network of vmsilo for the configuration');
  return network;
}

/** @throws Failure with what Nix says, on one line */
function valueIn(answer: NixAnswer, what: string): PlainData {
  if ('value' in answer) return answer.value;
  const last = answer.error.slice(Math.max(0, answer.error.lastIndexOf('error:')));
  const said = escapeText(last.replaceAll(/\s+/g, ' ').slice(0, longestError));
  throw new Failure(`Nix can't evaluate ${what}: ${said}`);
}

const longestError = 2_000;
