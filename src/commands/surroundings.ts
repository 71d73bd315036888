import { realPath } from '../resolve/files.ts';
import { reasonOf } from '../resolve/system-reason.ts';
import { attempt, Failure } from './failure.ts';
import { stopSignals } from './uninterrupted.ts';

/** What a command needs of the process that it runs in. */
export interface Surroundings {
  /** Absolute path, byte string. */
  readonly workingFolder: string;
  /** Whether what is written to standard error may have colour. */
  readonly colour: boolean;
  /** Columns of the terminal that standard error is, else what fits most. */
  readonly width: number;
  /** Whether what is written to standard output may have colour. */
  readonly dataColour: boolean;
  /** Whether a person reads standard output, and escape sequences in it would act. */
  readonly dataIsShown: boolean;
  /** Writes a byte string to standard output. */
  readonly writeData: (bytes: string) => Promise<void>;
  /** Writes text to standard error. */
  readonly writeMessage: (text: string) => void;
}

const usualWidth = 100;

/** @throws Failure if the working folder is gone */
export function processSurroundings(): Surroundings {
  return {
    workingFolder: attempt('tell the working folder', () => realPath('.')),
    colour: hasColour(process.stderr),
    width: process.stderr.columns || usualWidth,
    dataColour: hasColour(process.stdout),
    dataIsShown: process.stdout.isTTY === true,
    writeData,
    writeMessage: (text) => {
      process.stderr.write(text);
    },
  };
}

/**
 * Lets the program go on when nobody reads what it writes (`| head`). A write of data that fails for another reason
 * is told by {@link Surroundings.writeData}.
 */
export function tolerateClosedStreams(): void {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** Aborted when somebody ends the program (Ctrl-C, `kill`, a closed terminal), or nobody reads its messages any more. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of stopSignals) {
    process.once(signal, () => stop.abort());
  }
  process.stderr.on('error', () => stop.abort());
  return stop.signal;
}

/** On a terminal that has it, and never under NO_COLOR (no-color.org), not even with FORCE_COLOR. */
export function hasColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && stream.hasColors();
}

function writeData(bytes: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, 'latin1', (error) => {
      if (!error || ('code' in error && error.code === 'EPIPE')) resolve();
      else {
        reject(new Failure(`cannot write to standard output: ${reasonOf(error)}`));
      }
    });
  });
}
