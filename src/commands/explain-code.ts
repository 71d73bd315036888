import { readFileSync } from 'node:fs';
import { codes } from '../report/codes.ts';
import { explanationOf } from '../report/explanation.ts';
import { quote } from '../report/quote.ts';
import { suggest } from '../report/suggestion.ts';
import { encode } from '../report/utf8.ts';
import { attempt, Failure } from './failure.ts';
import { packagedFile } from './packaged-file.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints what a code of a diagnostic means: its section in `docs/diagnostics.md`. */
export async function explainCode(code: string, { writeData }: Surroundings): Promise<ExitStatus> {
  const page = attempt('read the documentation', () =>
    readFileSync(packagedFile('docs/diagnostics.md'), 'utf8'),
  );
  const section = explanationOf(code, page);
  if (section === null) {
    const similar = suggest(code, codes);
    const help =
      similar === null ? `the codes are ${codes.join(', ')}` : `did you mean ${similar}?`;
    throw new Failure(`there is no code ${quote(encode(code))}: ${help}`);
  }
  await writeData(encode(`${section}\n`));
  return 0;
}
