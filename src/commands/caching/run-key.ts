import { fstatSync, readFileSync } from 'node:fs';
import { realPath } from '../../resolve/files.ts';
import { hasColour } from '../surroundings.ts';
import { digest } from './digest.ts';

/**
 * Names a run by all that its result hangs on but the files it reads.
 *
 * @returns null for a program that is not built, and without a working folder
 */
export function runKey(words: readonly string[]): string | null {
  try {
    const { version, env } = process;
    const terminal = isTerminal() ? [process.stderr.columns, hasColour(process.stderr)] : null;
    const store = env.NIX_STORE_DIR ?? null;
    const all = [fingerprintOfProgram(), version, realPath('.'), words, terminal, store];
    return digest(JSON.stringify(all));
  } catch {
    return null;
  }
}

/** The build writes it, from all that it made. */
function fingerprintOfProgram(): string {
  return readFileSync(new URL('./fingerprint', import.meta.url), 'latin1');
}

/** Asks the stream itself only if it may be a terminal: it is slow to set up. */
function isTerminal(): boolean {
  return fstatSync(2).isCharacterDevice() && process.stderr.isTTY === true;
}
