import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askReplOfAll, unquote } from './repl.ts';
import type { Outcome } from './shown.ts';
import { readShown, showFunction } from './shown.ts';

/** A program as Nix gets it: a function of `u`, and what `u` is in each world. */
export interface NixProgram {
  readonly text: string;
  readonly worlds: readonly string[];
}

/**
 * What Nix makes of programs in each of their worlds; undefined where it took too long, or crashed.
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
  const settings = {
    folder,
    seconds: 20,
    start: [`show = import ${folder}/show.nix`],
    withErrors: false,
  };
  const outcomes = askReplOfAll(lines, settings, readAnswer);
  let at = 0;
  return programs.map(({ worlds }) => worlds.map(() => outcomes[at++]));
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
