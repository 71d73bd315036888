import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The calls by which a file is written, in their order. */
export const writingCalls = [
  'openSync',
  'writeFileSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
] as const;

export interface Fault {
  readonly call: (typeof writingCalls)[number];
  /** Counted from 1: at which of the calls of this name. */
  readonly nth?: number;
  /** What the process gets just before the call. */
  readonly signal?: NodeJS.Signals;
  /** What the call fails with instead. */
  readonly error?: keyof typeof constants.errno;
}

/** The environment in which a run of the program meets a fault. */
export function withFault({
  call,
  nth = 1,
  signal,
  error,
}: Fault): Readonly<Record<string, string>> {
  const refused = error && { code: error, errno: -constants.errno[error] };
  return {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'fault.mjs'))}`,
    FAULT: JSON.stringify({ calls: writingCalls, call, nth, signal, error: refused }),
  };
}
