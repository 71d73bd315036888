import { spawnSync } from 'node:child_process';

export interface ReplSettings {
  /** Relative paths start here. */
  readonly folder: string;
  /** After that time Nix is ended, with the line that it has come to. */
  readonly seconds: number;
  /** Lines before the others, whose answers nobody needs. */
  readonly start: readonly string[];
  /** Whether the answers hold the text of errors; else those are empty. */
  readonly withErrors: boolean;
}

const prompt = 'nix-repl> ';
/** What the lines may take of the memory in Nix, before it is lost. */
const heapBytes = 2 ** 31;
const command =
  'exec nix repl --store dummy:// --extra-experimental-features "nix-command pipe-operators"';

/** What one `nix repl` prints for each line, as far as it comes: it goes on after an error. Byte strings. */
export function askRepl(lines: readonly string[], settings: ReplSettings): readonly string[] {
  const { folder, seconds, start, withErrors } = settings;
  const { stdout, error } = spawnSync(
    'sh',
    ['-c', withErrors ? `${command} 2>&1` : `${command} 2>/dev/null`],
    {
      cwd: folder,
      env: { ...process.env, GC_MAXIMUM_HEAP_SIZE: String(heapBytes) },
      input: [...start, ...lines, ''].join('\n'),
      encoding: 'latin1',
      maxBuffer: 1 << 30,
      timeout: seconds * 1000,
    },
  );
  if (error !== undefined && !isTimeout(error)) throw error;
  // The last piece is what follows the last line, or a line that Nix did not come to the end of.
  return stdout.split(prompt).slice(1 + start.length, -1);
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'ETIMEDOUT';
}

/** Asks of each line, with a new Nix behind each one that Nix does not come to the end of: that one is undefined. */
export function askReplOfAll<T>(
  lines: readonly string[],
  settings: ReplSettings,
  read: (answer: string) => T,
): readonly (T | undefined)[] {
  const answers: (T | undefined)[] = [];
  while (answers.length < lines.length) {
    answers.push(...askRepl(lines.slice(answers.length), settings).map(read));
    if (answers.length < lines.length) answers.push(undefined);
  }
  return answers;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text that an answer shows between quotes. */
export function unquote(text: string): string {
  return text.replace(/\\(.)/gs, (_, escaped: string) => escapes[escaped] ?? escaped);
}
