import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './shown.ts';
import { readShown, showFunction } from './shown.ts';

/** A program as Nix gets it: a function of `u`, and what `u` is in each world. */
export interface NixProgram {
  readonly text: string;
  readonly worlds: readonly string[];
}

const prompt = 'nix-repl> ';
/** What a program may take of the memory in Nix, before it is lost. */
const heapBytes = 2 ** 31;
const features = 'nix-command pipe-operators';

/**
 * What Nix makes of programs in each of their worlds; undefined where it took too long, or crashed. One `nix repl`
 * reads them all: it goes on after an error.
 *
 * @param folder relative paths start here; the programs are written to it
 * @param nixpkgsLib where nixpkgs' `lib` is, if programs may use it under that name
 */
export function evaluateInNix(
  programs: readonly NixProgram[],
  folder: string,
  nixpkgsLib: string | null,
): readonly (readonly (Outcome | undefined)[])[] {
  writeFileSync(join(folder, 'show.nix'), showFunction);
  const lines: string[] = [];
  for (const [index, { text, worlds }] of programs.entries()) {
    const scope = nixpkgsLib === null ? '' : `let lib = import ${nixpkgsLib}; in `;
    const source = `${scope}world: (${text}) (builtins.elemAt [ ${worlds.join(' ')} ] world)`;
    writeFileSync(join(folder, `${index}.nix`), source, 'latin1');
    for (const world of worlds.keys()) {
      lines.push(`show (import ${folder}/${index}.nix ${world})`);
    }
  }
  const outcomes: (Outcome | undefined)[] = [];
  while (outcomes.length < lines.length) {
    const answers = runLines(lines.slice(outcomes.length), folder);
    outcomes.push(...answers);
    if (outcomes.length < lines.length) outcomes.push(undefined);
  }
  let at = 0;
  return programs.map(({ worlds }) => worlds.map(() => outcomes[at++]));
}

/** The outcomes of the first lines, as far as Nix came with them. */
function runLines(lines: readonly string[], folder: string): readonly (Outcome | undefined)[] {
  const { stdout, error } = spawnSync(
    'nix',
    ['repl', '--store', 'dummy://', '--extra-experimental-features', features],
    {
      cwd: folder,
      env: { ...process.env, GC_MAXIMUM_HEAP_SIZE: String(heapBytes) },
      input: [`show = import ${folder}/show.nix`, ...lines, ''].join('\n'),
      encoding: 'latin1',
      maxBuffer: 1 << 30,
      timeout: 20_000,
    },
  );
  if (error !== undefined && !isTimeout(error)) throw error;
  const answers = stdout.split(prompt).slice(2);
  // The last piece is what follows the last line, or a line that Nix did not come to the end of.
  return answers.slice(0, -1).map(readAnswer);
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'ETIMEDOUT';
}

/** @returns undefined for what Nix printed something into */
function readAnswer(answer: string): Outcome | undefined {
  const start = answer.indexOf('"');
  const end = answer.lastIndexOf('"');
  if (start === -1) return null;
  try {
    return readShown(unquote(answer.slice(start + 1, end)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unquote(text: string): string {
  return text.replace(/\\(.)/gs, (_, escaped: string) => escapes[escaped] ?? escaped);
}
