import { dirname, resolve } from 'node:path/posix';
import { quote, show } from '../report/quote.ts';
import type { Source, Span } from '../report/span.ts';
import { type ReadProgram, readProgram } from '../syntax/read-program.ts';
import { type Answers, noAnswers } from './answers.ts';
import { createBuiltins } from './builtins/index.ts';
import { noEnvironment } from './code.ts';
import { compileProgram } from './compile/index.ts';
import type { Files } from './files.ts';
import { FileTooLarge, pathShown } from './files.ts';
import { LimitError, NixError, unstaged, untracked } from './nix-error.ts';
import { stack } from './stack.ts';
import { reasonOf } from './system-reason.ts';
import { force, thunk } from './thunk.ts';
import type { Unknown } from './unknown.ts';
import { UnknownSignal, unknown } from './unknown.ts';
import type { Slot, Value } from './value.ts';

/** One reading of a configuration: its files, and what has been made of them so far. */
export interface Evaluation {
  readonly files: Files;
  /** The names that every file may use, `builtins` among them. */
  readonly globals: ReadonlyMap<string, Slot>;
  /**
   * What `import path` gives; each file is evaluated once.
   *
   * @param path absolute and normalised; a folder stands for its `default.nix`
   * @throws NixError if it is missing or is not Nix, UnknownSignal if it is outside of the root
   */
  readonly importFile: (path: string) => Slot;
  /** As {@link importFile}, with more names; not kept. */
  readonly importScoped: (path: string, names: ReadonlyMap<string, Slot>) => Value;
  /**
   * The value of a text that is in no file, relative to a folder.
   *
   * @throws NixError if it is not Nix
   */
  readonly evaluateText: (source: Source, directory: string) => Slot;
  /** What is given by hand for what the source does not say. */
  readonly answers: Answers;
}

/** What `<path>` is. */
export type SearchPath = (path: string, span: Span) => Value;

/**
 * @param copiedFrom the folder of a flake, which Nix evaluates in a copy (see `Path.copiedFrom`)
 * @param answersFrom makes the answers, whose values may be evaluated later
 * @param readFile reads the files that are imported
 */
export function createEvaluation(
  files: Files,
  copiedFrom: string | null = null,
  searchPath: SearchPath = unknownSearchPath,
  answersFrom: (evaluateText: Evaluation['evaluateText']) => Answers = () => noAnswers,
  readFile: ReadProgram = readProgram,
): Evaluation {
  const imported = new Map<string, Slot>();

  const importFile = (path: string): Slot => {
    const file = importedFile(path, files);
    const known = imported.get(file.path);
    if (known !== undefined) return known;
    const source = readSource(file, copiedFrom !== null, files);
    const slot = slotOf(source, dirname(file.path), evaluation.globals, readFile);
    imported.set(file.path, slot);
    return slot;
  };

  const slotOf = (
    source: Source,
    directory: string,
    globals: ReadonlyMap<string, Slot>,
    read: ReadProgram = readProgram,
  ): Slot => {
    const { program, diagnostics } = read(source, {
      maxNesting: stack.limits.nesting,
      globals: new Set(globals.keys()),
    });
    if (program === null || diagnostics.length > 0) throw syntaxError(source, diagnostics);
    const unit = { source: program.source, directory, copiedFrom, globals, searchPath };
    return thunk(compileProgram(program, unit), noEnvironment);
  };

  const evaluation: Evaluation = {
    files,
    globals: new Map(),
    importFile,
    importScoped: (path, names) => {
      const file = importedFile(path, files);
      const globals = new Map([...evaluation.globals, ...names]);
      const source = readSource(file, copiedFrom !== null, files);
      return force(slotOf(source, dirname(file.path), globals));
    },
    evaluateText: (source, directory) => slotOf(source, directory, evaluation.globals),
    answers: noAnswers,
  };
  Object.assign(evaluation, { globals: createBuiltins(evaluation) });
  return Object.assign(evaluation, { answers: answersFrom(evaluation.evaluateText) });
}

export function unknownSearchPath(path: string, span: Span): Unknown {
  return unknown(`<${path}>`, 'what the search path holds is known only to the evaluation', span);
}

/** A file as it is imported. */
interface ImportedFile {
  /** Where its relative paths start: a link to a file is followed, links among the folders above are not. */
  readonly path: string;
  readonly real: string;
}

/** Nix gives up on a chain of more links. */
const maxLinks = 1024;

/** The file that an import of the path reads (`resolveExprPath` of Nix). */
function importedFile(path: string, files: Files): ImportedFile {
  let at = path;
  for (let followed = 0; followed < maxLinks; followed++) {
    const target = files.linkTarget(at);
    if (target === null) break;
    at = resolve(dirname(at), target);
  }
  const isFolder = files.inspect(at).kind === 'directory';
  if (isFolder) at = resolve(at, 'default.nix');
  return { path: at, real: realFile(at, files) };
}

function realFile(path: string, files: Files): string {
  const entry = files.inspect(path);
  const shown = pathShown(path, files);
  switch (entry.kind) {
    case 'file':
      return entry.real;
    case 'output':
      throw new UnknownSignal(unknown(show(shown), 'vmsilo-nixgen itself writes this file'));
    case 'outside':
      throw new UnknownSignal(
        unknown(
          show(shown),
          `it is outside of ${show(files.root)}, and only what is below is read`,
        ),
      );
    case 'untracked':
      throw untracked(shown);
    case 'unstaged':
      throw unstaged(shown);
    case 'missing':
      throw new NixError('file', `there is no file ${quote(shown)}`);
    case 'directory':
      throw new NixError('file', `${quote(shown)} is no file`);
    case 'special':
      throw new NixError('file', `${quote(shown)} is a device, a FIFO or a socket`);
    case 'unreadable':
      throw new NixError('file', `${quote(shown)} can't be read: ${entry.reason}`);
  }
}

function readSource({ path, real }: ImportedFile, isCopied: boolean, files: Files): Source {
  try {
    return { path, text: files.read(real), isCopied };
  } catch (error) {
    if (error instanceof FileTooLarge) {
      throw new LimitError(
        'file-size',
        `${quote(pathShown(path, files))} has ${error.bytes} bytes; the limit is ${error.maxBytes}`,
      );
    }
    throw new NixError(
      'file',
      `${quote(pathShown(path, files))} can't be read: ${reasonOf(error)}`,
    );
  }
}

function syntaxError(
  source: Source,
  diagnostics: ConstructorParameters<typeof NixError>[3] = [],
): NixError {
  const [first] = diagnostics;
  const span = first?.span ?? { source, start: 0, end: 0 };
  return new NixError('syntax', first?.message ?? 'this file is not Nix', span, diagnostics);
}
