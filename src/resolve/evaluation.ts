import { dirname, resolve } from 'node:path/posix';
import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source, Span } from '../report/span.ts';
import { type ReadProgram, readProgram } from '../syntax/read-program.ts';
import { type Answers, noAnswers } from './answers.ts';
import { readBytes } from './builtins/file-access.ts';
import { createBuiltins } from './builtins/index.ts';
import { noEnvironment } from './code.ts';
import { compileProgram } from './compile/index.ts';
import type { Files } from './files.ts';
import { NixError } from './nix-error.ts';
import { stack } from './stack.ts';
import { force, thunk } from './thunk.ts';
import type { Unknown } from './unknown.ts';
import { unknown } from './unknown.ts';
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
    const known = imported.get(file);
    if (known !== undefined) return known;
    const slot = slotOf(sourceOf(file), dirname(file), evaluation.globals, readFile);
    imported.set(file, slot);
    return slot;
  };

  const sourceOf = (file: string): Source => ({
    path: file,
    text: readBytes(file, files),
    isCopied: copiedFrom !== null,
  });

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
      const read: ReadProgram = (source, settings) =>
        readProgram(source, { ...settings, scoped: new Set(names.keys()) });
      return force(slotOf(sourceOf(file), dirname(file), globals, read));
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

/** Nix gives up on a chain of more links. */
const maxLinks = 1024;

/**
 * The file that an import of a path reads (`resolveExprPath` of Nix). Its relative paths start from there: a link to
 * a file is followed, links among the folders above are not.
 */
function importedFile(path: string, files: Files): string {
  let at = path;
  for (let followed = 0; followed < maxLinks; followed++) {
    const target = files.linkTarget(at);
    if (target === null) break;
    at = resolve(dirname(at), target);
  }
  return files.inspect(at).kind === 'directory' ? resolve(at, 'default.nix') : at;
}

function syntaxError(source: Source, diagnostics: readonly Diagnostic[]): NixError {
  const [first] = diagnostics;
  const span = first?.span ?? { source, start: 0, end: 0 };
  return new NixError('syntax', first?.message ?? 'this file is not Nix', span, diagnostics);
}
