import { reportFailure } from '../report/failure.ts';
import { escapeText } from '../report/quote.ts';
import type { Format } from '../report/report.ts';
import { Failure } from './failure.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';
import { endIfSignalled } from './uninterrupted.ts';

/** 0: done, or nothing to do. 1: stale under `--check`, or different under `verify` and `diff`. 2: anything that is an error. */
export type ExitStatus = 0 | 1 | 2;

/**
 * Runs a command in this process. What it throws is told on standard error, and becomes the exit status 2.
 *
 * @param format of what is told
 */
export async function run(
  format: Format,
  command: (surroundings: Surroundings) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const messages = messagesIn(format);
  try {
    const status = await command({ ...processSurroundings(), writeMessage: messages.write });
    messages.end(null);
    return status;
  } catch (error) {
    messages.end(describe(error));
    return 2;
  } finally {
    await endIfSignalled();
  }
}

/** What goes to standard error: at once, but for a SARIF log, which a failure may still become part of. */
function messagesIn(format: Format) {
  const isWhole = format === 'sarif';
  let held = '';
  return {
    write(text: string): void {
      if (isWhole) held += text;
      else process.stderr.write(text);
    },
    end(failure: string | null): void {
      process.stderr.write(failure === null ? held : reportFailure(failure, format, held));
    },
  };
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
