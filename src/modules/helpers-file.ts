import { dirname, join, resolve } from 'node:path/posix';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote, show } from '../report/quote.ts';
import type { Source, Span } from '../report/span.ts';
import type { Files, FilesOptions } from '../resolve/files.ts';
import { FileTooLarge, isBelow, openFiles } from '../resolve/files.ts';
import { reasonOf } from '../resolve/system-reason.ts';
import { lockedNarHash } from './flake-lock.ts';
import { sourceStorePath } from './store-path.ts';

/** What names vmsilo's `helpers.nix`, on the command line or in the settings. */
export interface HelpersRequest {
  /** A path, or `inputs.NAME` with or without a path below it; a byte string. */
  readonly given: string;
  /** What a relative path starts from. */
  readonly folder: string;
  readonly span: Span;
}

/** vmsilo's `helpers.nix`, where it was found. */
export interface HelpersFile {
  readonly path: string;
  /** How it is named in the file that is generated: a path, or `inputs.vmsilo/modules/lib/helpers.nix`. */
  readonly name: { readonly kind: 'path' | 'input'; readonly text: string };
  readonly source: Source;
  /** What it may read: what is below the root, or below the input's folder in the store. */
  readonly files: Files;
}

/** Where vmsilo keeps it. */
const pathInVmsilo = 'modules/lib/helpers.nix';

/**
 * Finds the file that a request names: a path below the root, or a file of a flake's input, which is looked for where
 * Nix keeps it, by the hash in the nearest `flake.lock`.
 *
 * @param entryFolder where the search for the lock file starts; it ends at the root
 * @param options what the configuration may be read from
 * @param storeFolder `/nix/store`
 * @param open opens files; throws if there is no such folder
 */
export function findHelpers(
  request: HelpersRequest,
  entryFolder: string,
  options: FilesOptions,
  storeFolder: string,
  open: (options: FilesOptions) => Files = openFiles,
): HelpersFile | Diagnostic {
  const files = open({ ...options, tracked: null });
  const [, input, below] = /^inputs\.([A-Za-z_][\w'-]*)(?:\/(.*))?$/s.exec(request.given) ?? [];
  if (input === undefined) {
    const path = resolve(request.folder, request.given);
    return openAt(request, path, { kind: 'path', text: path }, files);
  }
  const lock = nearestLock(entryFolder, files);
  if (lock === null) return refused(request, 'there is no `flake.lock`', lockHelp);
  const text = textAt(request, lock, files, lockHelp);
  if (typeof text !== 'string') return text;
  const hash = lockedNarHash(text, input);
  const place = hash === null ? null : sourceStorePath(hash, storeFolder);
  if (place === null) {
    return refused(request, `\`flake.lock\` has no hash of an input ${quote(input)}`, lockHelp);
  }
  const stored = openStore(place, options.maxBytes, open);
  if (stored === null) {
    const why = `the input ${quote(input)} is not on this machine: there is no ${quote(place)}`;
    return refused(
      request,
      why,
      'fetch it with `nix flake archive`, or give a path below the root',
    );
  }
  const file = below === undefined || below === '' ? pathInVmsilo : below;
  return openAt(
    request,
    join(place, file),
    { kind: 'input', text: `inputs.${input}/${file}` },
    stored,
  );
}

/** The path of the `flake.lock` at or above a folder, which it may not be possible to read; null if there is none. */
function nearestLock(folder: string, files: Files): string | null {
  for (let at = folder; isBelow(at, files.root); at = dirname(at)) {
    const path = join(at, 'flake.lock');
    const { kind } = files.inspect(path);
    if (kind === 'file' || kind === 'unreadable') return path;
    if (at === '/') break;
  }
  return null;
}

const lockHelp = 'make it with `nix flake lock`, or give a path below the root';

function openStore(
  root: string,
  maxBytes: number,
  open: (options: FilesOptions) => Files,
): Files | null {
  try {
    return open({ root, outputs: [], maxBytes });
  } catch {
    return null;
  }
}

function openAt(
  request: HelpersRequest,
  path: string,
  name: HelpersFile['name'],
  files: Files,
): HelpersFile | Diagnostic {
  const help = 'give the path of a Nix file below the root, or `inputs.vmsilo`';
  const text = textAt(request, path, files, help);
  return typeof text === 'string' ? { path, name, source: { path, text }, files } : text;
}

/** The text of a file. @param help what to do where there is none that can be read */
function textAt(
  request: HelpersRequest,
  path: string,
  files: Files,
  help: string,
): string | Diagnostic {
  const entry = files.inspect(path);
  if (entry.kind === 'unreadable') {
    return refused(request, `${quote(path)} can't be read: ${entry.reason}`, help);
  }
  if (entry.kind !== 'file') {
    const why =
      entry.kind === 'outside'
        ? `${quote(path)} is outside of the root ${quote(files.root)}`
        : `there is no file ${quote(path)}`;
    return refused(request, why, help);
  }
  try {
    return files.read(entry.real);
  } catch (error) {
    if (!(error instanceof FileTooLarge)) {
      return refused(request, `${quote(path)} can't be read: ${reasonOf(error)}`, help);
    }
    const why = `${quote(path)} has ${error.bytes} bytes, and the limit is ${error.maxBytes}`;
    return refused(request, why, 'raise the limit with `--max-file-size`');
  }
}

function refused({ given, span }: HelpersRequest, why: string, help: string): Diagnostic {
  return {
    code: 'helpers-invalid',
    message: `the allocator \`${show(given)}\` can't be read: ${why}`,
    help,
    span,
    related: [],
  };
}
