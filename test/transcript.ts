import { cpSync, existsSync } from 'node:fs';
import type { Repository } from './cli/repository.ts';

/** What a page shows of a command, and what the command prints. */
export interface Step {
  readonly command: string;
  readonly shown: string;
  readonly printed: string;
}

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it holds: named by a comment in its first line, or by the end of the line before it. */
  readonly file: string | null;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
  const fence = /(?:`([^`\s]+)`[^`\n]*:\n+)?^```(\w*)\n(.*?)^```$/gms;
  return [...page.matchAll(fence)].map(([, before, language = '', text = '']) => {
    const [, comment] = /^(?:#|\/\/|--) (?:file: )?(\S*\.\S+)\n/.exec(text) ?? [];
    return { language, text, file: comment ?? (isFile(before) ? before : null) };
  });
}

function isFile(name: string | undefined): name is string {
  return name !== undefined && /\.\w+$/.test(name);
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
