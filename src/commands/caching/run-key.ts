import { fstatSync, readFileSync } from 'node:fs';
import { hasColour } from '../surroundings.ts';
import { digest } from './digest.ts';

/** Names a run by all that its result hangs on but the files it reads; null for a program that is not built. */
export function runKey(words: readonly string[]): string | null {
  const fingerprint = fingerprintOfProgram();
  if (fingerprint === null) return null;
  const { version, env } = process;
  const terminal = isTerminal() ? [process.stderr.columns, hasColour(process.stderr)] : null;
  const all = [fingerprint, version, process.cwd(), words, terminal, env.NIX_STORE_DIR ?? null];
  return digest(JSON.stringify(all));
}

/** The build writes it, from all that it made. */
function fingerprintOfProgram(): string | null {
  try {
    return readFileSync(new URL('./fingerprint', import.meta.url), 'latin1');
  } catch {
    return null;
  }
}

/** Asks the stream itself only if it may be a terminal: it is slow to set up. */
function isTerminal(): boolean {
  return fstatSync(2).isCharacterDevice() && process.stderr.isTTY === true;
}
