import { statSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import type { Diagnostic } from '../report/diagnostic.ts';
import { showPath } from '../report/path.ts';
import { toFsPath } from '../resolve/files.ts';
import { Failure } from './failure.ts';

/** What to read, and where the result goes. Paths are absolute byte strings. */
export interface AnalysisRequest {
  /** A file, a folder or a flake. */
  readonly entry: string;
  /** Nothing outside is read; by default the Git work tree of the entry, else its folder. */
  readonly root?: string;
  /** Stands for `programs.vmsilo.netvmRange`; a byte string. */
  readonly range?: string;
  /** By default `netvm-injections.nix` next to the entry. */
  readonly output?: string;
}

/** What a configuration leads to. Paths are absolute byte strings. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** The text of the injections file, one character a byte; null if there is an error. */
  readonly file: string | null;
  readonly outputPath: string;
  readonly root: string;
  /** The real paths of the files that the configuration was read from. */
  readonly filesRead: readonly string[];
}

export type Analyse = (request: AnalysisRequest) => Analysis | Promise<Analysis>;

/** Reads a configuration and computes its injections. */
export function analyse(request: AnalysisRequest): Analysis {
  const { entry } = request;
  const stats = statSync(toFsPath(entry), { throwIfNoEntry: false });
  if (stats !== undefined) throw new Failure('configurations cannot be read yet');
  const name = showPath(entry, dirname(entry));
  const folder = dirname(entry);
  return {
    diagnostics: [
      {
        code: 'entry-missing',
        message: `there is no file or folder \`${name}\``,
        span: { source: { path: entry, text: '' }, start: 0, end: 0 },
        related: [],
      },
    ],
    file: null,
    outputPath: request.output ?? join(folder, 'netvm-injections.nix'),
    root: request.root ?? folder,
    filesRead: [],
  };
}
