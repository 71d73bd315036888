import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Span } from '../../src/report/span.ts';
import {
  defaultMaxBytes,
  type Files,
  type FilesOptions,
  openFiles,
} from '../../src/resolve/files.ts';
import { makeFolder } from '../commands/folder.ts';

/** A folder of its own for the running test, with files in it. */
export function makeTree(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What is below a folder. */
export function filesBelow(root: string, options: Partial<FilesOptions> = {}): Files {
  return openFiles({ root, outputs: [], maxBytes: defaultMaxBytes, ...options });
}

/** The text that a span holds. */
export function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}
