import { spawn } from 'node:child_process';
import { expect, onTestFinished } from 'vitest';
import { type Session, sessionOf } from '../../scripts/watch-soak/session.ts';
import { program } from './program.ts';

export { type Session, sessionOf };

/** A program that a signal does not stop is killed after so long, and its test fails. */
const patienceMs = 5_000;

/** Starts the built program in a folder, for one test: what still runs after it is stopped, as Ctrl-C does. */
export function startSession(folder: string, ...words: readonly string[]): Session {
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const session = sessionOf(child);
  onTestFinished(async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    const { signal } = await session.end();
    clearTimeout(timer);
    expect(signal).not.toBe('SIGKILL');
  });
  return session;
}
