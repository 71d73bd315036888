import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analyse, analyse } from '../../src/commands/analyse.ts';
import { type GenerateOptions, generate } from '../../src/commands/generate.ts';
import type { ExitStatus } from '../../src/commands/run.ts';
import type { Surroundings } from '../../src/commands/surroundings.ts';
import { encode } from '../../src/report/utf8.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import type { Outcome } from '../cli/program.ts';
import { makeFolder } from './folder.ts';

await loadParser();

/** A command without its last arguments. */
export type Command = (analyse: Analyse, surroundings: Surroundings) => Promise<ExitStatus>;

/** Runs a command in this process, in a folder. Messages are as other programs read them. */
export async function runHere(
  folder: string,
  command: Command,
  analyseSo: Analyse = analyse,
): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const status = await command(analyseSo, {
    workingFolder: encode(folder),
    colour: false,
    dataColour: false,
    width: 100,
    dataIsShown: false,
    writeData: async (bytes) => {
      stdout += Buffer.from(bytes, 'latin1');
    },
    writeMessage: (text) => {
      stderr += text;
    },
  });
  return { status, stdout, stderr };
}

/** As {@link runHere}, in a folder of its own that has these files. */
export function runOver(
  files: Readonly<Record<string, string>>,
  command: Command,
): Promise<Outcome> {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return runHere(folder, command);
}

/** Generates in this process, in a folder. */
export function generateHere(
  folder: string,
  options: Partial<GenerateOptions> = {},
): Promise<Outcome> {
  return runHere(folder, (...given) => generate('.', { format: 'gnu', ...options }, ...given));
}
