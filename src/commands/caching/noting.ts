import type { Analyse } from '../analyse.ts';
import type { ExitStatus } from '../run.ts';
import type { Surroundings } from '../surroundings.ts';
import { writeNote } from './cache-folder.ts';
import { type FreshRun, freshRun, type Note } from './fresh-run.ts';

/**
 * Runs a command, and notes the run if it found every file up to date and said so on standard error alone.
 *
 * @param key of the run; null to note nothing
 */
export async function noting(
  key: string | null,
  command: (analyse: Analyse, surroundings: Surroundings) => Promise<ExitStatus>,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  if (key === null) return command(analyse, surroundings);
  let messages = '';
  const found: (FreshRun | null)[] = [];
  let isPlain = true;
  const status = await command(
    async (request) => {
      const analysis = await analyse(request);
      found.push(freshRun(analysis, surroundings.workingFolder));
      return analysis;
    },
    {
      ...surroundings,
      writeMessage: (text) => {
        messages += text;
        surroundings.writeMessage(text);
      },
      writeData: (bytes) => {
        isPlain = false;
        return surroundings.writeData(bytes);
      },
    },
  );
  const run = found.at(-1);
  if (status === 0 && isPlain && run) {
    writeNote(key, JSON.stringify({ run, messages } satisfies Note));
  }
  return status;
}
