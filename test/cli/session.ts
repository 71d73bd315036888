import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { type Session, sessionOf } from '../../scripts/watch-soak/session.ts';
import { program } from './program.ts';

export { type Session, sessionOf };

/** Starts the built program in a folder. */
export function startSession(folder: string, ...words: readonly string[]): Session {
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return sessionOf(child);
}
