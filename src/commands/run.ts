import { escapeText } from '../report/quote.ts';
import { Failure } from './failure.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';
import { endIfSignalled } from './uninterrupted.ts';

/** 0: done, or nothing to do. 1: stale under `--check`, or different under `verify` and `diff`. 2: anything that is an error. */
export type ExitStatus = 0 | 1 | 2;

/** Runs a command in this process. What it throws becomes one line on standard error, and the exit status 2. */
export async function run(
  command: (surroundings: Surroundings) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  try {
    return await command(processSurroundings());
  } catch (error) {
    process.stderr.write(`vmsilo-nixgen: error: ${describe(error)}\n`);
    return 2;
  } finally {
    await endIfSignalled();
  }
}

function describe(error: unknown): string {
  if (error instanceof Failure) return escapeText(error.message);
  const message = error instanceof Error ? error.message : String(error);
  const bug = `this is a bug in vmsilo-nixgen: ${escapeText(message)}`;
  if (!process.env.VMSILO_NIXGEN_DEBUG) {
    return `${bug} (VMSILO_NIXGEN_DEBUG=1 shows where)`;
  }
  return error instanceof Error ? `${bug}\n${error.stack}` : bug;
}
