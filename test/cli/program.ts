import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The built program. */
export const program = resolve('dist/cli.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program in a folder. Its streams are pipes. */
export function runProgram(folder: string, ...words: readonly string[]): Outcome {
  return runProgramWith({}, folder, ...words);
}

/** As {@link runProgram}, with variables beside `PATH` in its environment. */
export function runProgramWith(
  variables: Readonly<Record<string, string>>,
  folder: string,
  ...words: readonly string[]
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout, stderr };
}
