import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A run of the built program that stays, and what it has printed on standard error so far. */
export interface Session {
  /** Every line so far. */
  readonly lines: readonly string[];
  /**
   * The lines from where the last call left off, up to one that matches.
   *
   * @throws if none comes within 20 seconds, or the program ends
   */
  readonly until: (pattern: RegExp) => Promise<readonly string[]>;
  /** Sends a signal, and waits for the end. */
  readonly end: (
    signal?: NodeJS.Signals,
  ) => Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
}

const patienceMs = 20_000;

/** A session of a program that has been started. */
export function sessionOf(child: ChildProcess): Session {
  const lines: string[] = [];
  let read = 0;
  let isOver = false;
  let wake: () => void = () => {};
  if (child.stderr === null) throw new Error('its standard error is not a pipe');
  const input = createInterface({ input: child.stderr });
  input.on('line', (line) => {
    lines.push(line);
    wake();
  });
  input.on('close', () => {
    isOver = true;
    wake();
  });
  const ended = once(child, 'exit');

  const until = async (pattern: RegExp): Promise<readonly string[]> => {
    const start = read;
    const end = Date.now() + patienceMs;
    for (;;) {
      const found = lines.findIndex((line, index) => index >= read && pattern.test(line));
      if (found >= 0) {
        read = found + 1;
        return lines.slice(start, read);
      }
      const rest = end - Date.now();
      if (isOver || rest <= 0) {
        throw new Error(`no line ${pattern}, but:\n${lines.slice(start).join('\n')}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const end = async (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    const [status, killedBy] = await ended;
    return { status, signal: killedBy };
  };
  return { lines, until, end };
}
