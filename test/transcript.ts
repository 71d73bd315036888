import { cpSync, existsSync } from 'node:fs';
import type { Repository } from './cli/repository.ts';
import { blocksOf } from './code-blocks.ts';

/** What a page shows of a command, and what the command prints. */
export interface Step {
  readonly command: string;
  readonly shown: string;
  readonly printed: string;
}

/**
 * Does in a repository what a page tells, in its order: writes the blocks that are files, and runs each `$ command` of the
 * blocks in the language `console`. A line `…` stands for lines left out.
 *
 * @param given a folder with what the page's reader has before: files, and programs in `bin`; it need not exist
 */
export function replay(
  page: string,
  { folder, put, run }: Repository,
  given: string,
): readonly Step[] {
  if (existsSync(given)) cpSync(given, folder, { recursive: true, dereference: true });
  const steps: Step[] = [];
  for (const { language, text, file } of blocksOf(page)) {
    if (file !== null) put({ [file]: text });
    if (language !== 'console') continue;
    for (const [, command = '', shown = ''] of text.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)) {
      const { stdout } = run('.', 'bash', '-c', `exec 2>&1; PATH=$PWD/bin:$PATH; ${command}`);
      steps.push({ command, shown, printed: elide(stdout, shown) });
    }
  }
  return steps;
}

/** What is shown, if the text is that but for the lines that `…` stands for; else the text. */
function elide(text: string, shown: string): string {
  const [first = '', ...parts] = shown.split(/^…\n/m);
  const last = parts.pop();
  if (last === undefined || !text.startsWith(first)) return text;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(`\n${part}`, at - 1);
    if (found === -1) return text;
    at = found + 1 + part.length;
  }
  return text.endsWith(last) && text.length - last.length >= at ? shown : text;
}
