import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../../test/modules/nix.ts';
import { nixPath } from '../../test/oracle/nix.ts';
import { askReplOfAll, unquote } from '../fuzz/repl.ts';
import type { Shown } from '../fuzz/shown.ts';
import { readShown, showFunction, shownDepth } from '../fuzz/shown.ts';
import { entryFile } from './generate.ts';

/** A configuration as Nix gets it: its files, and what the parts kept from us are in each world. */
export interface NixTree {
  readonly files: ReadonlyMap<string, string>;
  readonly worlds: readonly string[];
}

/** What a part of a configuration comes to: a value, or the code that we report for such an error. */
export type Answer =
  | Shown
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/** The parts of a configuration by their names: `vms`, `range` and options; null if Nix was too slow. */
export type Answers = ReadonlyMap<string, Answer> | null;

export interface NixSettings {
  /** The folder of the tests of modules. */
  readonly judge: string;
  readonly nixpkgsLib: string;
  readonly folder: string;
}

/** What an answer begins with; in the text of a program it is spelled in another way. */
const mark = '@@';

/** What Nix makes of each configuration, in each of its worlds. */
export function evaluateInNix(
  trees: readonly NixTree[],
  settings: NixSettings,
): readonly (readonly Answers[])[] {
  const { folder } = settings;
  // The function with its last argument, the depth, taken off.
  writeFileSync(join(folder, 'show.nix'), showFunction.replace(/\d+\s*$/, ''));
  const runs = trees.flatMap(({ worlds }, tree) =>
    worlds.map((text, world) => ({ tree, text, world })),
  );
  for (const [index, { files }] of trees.entries()) {
    for (const [path, text] of files) {
      const target = join(folder, String(index), path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, 'latin1');
    }
  }
  for (const { tree, text, world } of runs) {
    writeFileSync(join(folder, String(tree), `world-${world}.nix`), `lib: ${text}\n`);
  }
  const configuration = (at: number): string =>
    `(ev ${folder}/${runs[at]?.tree}/${entryFile} ${folder}/${runs[at]?.tree}/world-${runs[at]?.world}.nix)`;
  const whole = runLines(
    runs.map((_, at) => `whole ${configuration(at)}`),
    settings,
  );
  const parts: { readonly run: number; readonly name: string; readonly line: string }[] = [];
  const answers = runs.map((_, run): Map<string, Answer> | null => {
    const answer = whole[run];
    if (answer === undefined) return null;
    const found = isError(answer)
      ? new Map(namesIn(trees[runs[run]?.tree ?? 0]).map((name) => [name, answer]))
      : partsOf(answer);
    for (const [name, part] of found) {
      if (!isError(part) && !isThrown(part)) continue;
      parts.push({ run, name, line: `part (c: ${selection(name)}) ${configuration(run)}` });
    }
    return new Map(found);
  });
  const details = runLines(
    parts.map(({ line }) => line),
    settings,
  );
  for (const [at, { run, name }] of parts.entries()) {
    const answer = details[at];
    const found = answers[run];
    if (answer === undefined) answers[run] = null;
    else if (isError(answer) && isAbsent(answer, name)) found?.delete(name);
    else found?.set(name, answer);
  }
  let at = 0;
  return trees.map(({ worlds }) => worlds.map(() => answers[at++] ?? null));
}

export function isError(answer: Answer): answer is Extract<Answer, { readonly kind: 'error' }> {
  return typeof answer === 'object' && answer.kind === 'error';
}

function isThrown(answer: Answer): boolean {
  return typeof answer === 'object' && answer.kind === 'thrown';
}

/** What options are called below `my`, and the other parts. */
function namesIn(tree: NixTree | undefined): readonly string[] {
  const text = [...(tree?.files.values() ?? [])].join('');
  const names = text.match(/\b(?:o\d|x1|x2|gone|flag|links|seen)\b/g) ?? [];
  return ['vms', 'range', ...new Set(names)];
}

function isAbsent({ message }: { readonly message: string }, name: string): boolean {
  return message.includes(`'absent-${name}'`);
}

function selection(name: string): string {
  return name === 'vms' || name === 'range'
    ? `c.${name}`
    : `c.result.my.\${if c.result.my ? ${name} then "${name}" else "absent-${name}"}`;
}

function partsOf(answer: Answer): readonly (readonly [string, Answer])[] {
  return attributesOf(answer).flatMap(([name, part]): readonly (readonly [string, Answer])[] =>
    name === 'result' ? attributesOf(part).flatMap(([, my]) => attributesOf(my)) : [[name, part]],
  );
}

function attributesOf(answer: Answer): readonly (readonly [string, Answer])[] {
  return typeof answer === 'object' && answer.kind === 'set' ? [...answer.attributes] : [];
}

/** The answers to lines, undefined where Nix was too slow. */
function runLines(
  lines: readonly string[],
  { judge, nixpkgsLib, folder }: NixSettings,
): readonly (Answer | undefined)[] {
  const lib = nixPath(join(nixpkgsLib, 'lib'));
  const start = [
    `lib = import ${lib}`,
    `show = import ${folder}/show.nix`,
    `ev = entry: world: import ${nixPath(join(judge, 'evaluate.nix'))} { nixpkgsLib = ${lib}; inherit entry; specialArgs = { special = { flag = true; names = [ "a" "b" ]; }; }; hidden = import world lib; }`,
    `whole = c: "@" + "@" + show ${shownDepth + 3} c`,
    `part = f: c: let v = f c; in builtins.seq v ("@" + "@" + show ${shownDepth} v)`,
  ];
  return askReplOfAll(lines, { folder, seconds: 60, start, withErrors: true }, readAnswer);
}

function readAnswer(printed: string): Answer {
  const start = printed.lastIndexOf(`"${mark}`);
  if (start !== -1) {
    const end = printed.lastIndexOf('"');
    return readShown(unquote(printed.slice(start + 1 + mark.length, end)));
  }
  const message = printed.slice(printed.lastIndexOf('error:'));
  return { kind: 'error', code: codeOf(printed), message };
}
