import { basename, dirname } from 'node:path/posix';
import { quote, show } from '../../report/quote.ts';
import type { Entry, Files, FileType } from '../files.ts';
import { FileTooLarge, pathShown } from '../files.ts';
import { LimitError, NixError, unstaged, untracked } from '../nix-error.ts';
import { spendItems } from '../stack.ts';
import { reasonOf } from '../system-reason.ts';
import { UnknownSignal, unknown } from '../unknown.ts';

/**
 * The bytes of the file that a path leads to.
 *
 * @throws NixError if there is none, or it is too large; UnknownSignal if it is outside of the root or written by us
 */
export function readBytes(path: string, files: Files): string {
  const entry = files.inspect(path);
  if (entry.kind !== 'file') throw refusal(entry, path, 'file', files);
  try {
    return files.read(entry.real);
  } catch (error) {
    if (error instanceof FileTooLarge) {
      const { bytes, maxBytes } = error;
      throw new LimitError(
        'file-size',
        `${quote(pathShown(path, files))} has ${bytes} bytes; the limit is ${maxBytes}`,
      );
    }
    throw unreadable(pathShown(path, files), error);
  }
}

/** What the folder that a path leads to holds; throws as {@link readBytes} does. */
export function listFolder(
  path: string,
  files: Files,
): readonly (readonly [name: string, type: FileType])[] {
  const entry = files.inspect(path);
  if (entry.kind !== 'directory') throw refusal(entry, path, 'folder', files);
  const entries = entriesOf(entry.real, path, files);
  spendItems(entries.length);
  return entries;
}

function entriesOf(real: string, path: string, files: Files): ReturnType<Files['list']> {
  try {
    return files.list(real);
  } catch (error) {
    throw unreadable(pathShown(path, files), error);
  }
}

/**
 * What stands at a path, which may be a link to something that does not exist; null if nothing does.
 *
 * @throws UnknownSignal if that is not below the root; NixError if it can't be read
 */
export function typeAt(path: string, files: Files): FileType | null {
  const folder = dirname(path);
  const parent = path === folder ? null : files.inspect(folder);
  if (parent?.kind === 'directory') {
    try {
      return files.typeIn(parent.real, basename(path));
    } catch (error) {
      throw unreadable(pathShown(path, files), error);
    }
  }
  const entry = files.inspect(path);
  switch (entry.kind) {
    case 'file':
    case 'output':
      return 'regular';
    case 'directory':
      return 'directory';
    case 'special':
      return 'unknown';
    case 'missing':
    case 'untracked':
    case 'unstaged':
      return null;
    case 'outside':
    case 'unreadable':
      throw refusal(entry, path, 'file', files);
  }
}

/** Why what stands at a path can't be used as what was wanted. */
export function refusal(
  entry: Entry,
  path: string,
  wanted: 'file' | 'folder',
  files: Files,
): NixError | UnknownSignal {
  const shown = pathShown(path, files);
  switch (entry.kind) {
    case 'output':
      return new UnknownSignal(unknown(show(shown), 'vmsilo-nixgen itself writes this file'));
    case 'outside':
      return new UnknownSignal(
        unknown(
          show(shown),
          `it is outside of ${show(files.root)}, and only what is below is read`,
        ),
      );
    case 'untracked':
      return untracked(shown);
    case 'unstaged':
      return unstaged(shown);
    case 'missing':
      return new NixError('file', `there is no ${wanted} ${quote(shown)}`);
    case 'unreadable':
      return new NixError('file', `${quote(shown)} can't be read: ${entry.reason}`);
    case 'special':
      return new NixError('file', `${quote(shown)} is a device, a FIFO or a socket`);
    case 'file':
    case 'directory':
      return new NixError('file', `${quote(shown)} is no ${wanted}`);
  }
}

function unreadable(path: string, error: unknown): NixError {
  return new NixError('file', `${quote(path)} can't be read: ${reasonOf(error)}`);
}
