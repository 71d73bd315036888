import { analyse } from '../../src/commands/analyse.ts';
import { type GenerateOptions, generate } from '../../src/commands/generate.ts';
import { encode } from '../../src/report/utf8.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import type { Outcome } from '../cli/program.ts';

await loadParser();

/** Generates in this process, in a folder. Messages are as other programs read them. */
export async function generateHere(
  folder: string,
  options: Partial<GenerateOptions> = {},
): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const status = await generate('.', { format: 'gnu', ...options }, analyse, {
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
