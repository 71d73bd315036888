import { encode } from '../../report/utf8.ts';
import type { ExitStatus } from '../run.ts';
import type { Surroundings } from '../surroundings.ts';
import { bashCompletion } from './bash.ts';
import type { ProgramDescription } from './description.ts';
import { fishCompletion } from './fish.ts';
import type { Shell } from './shells.ts';
import { zshCompletion } from './zsh.ts';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Prints a script by which a shell completes the program's words. */
export async function completion(
  shell: Shell,
  program: ProgramDescription,
  { writeData }: Surroundings,
): Promise<ExitStatus> {
  await writeData(encode(scripts[shell](program)));
  return 0;
}
