import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';

export type NixErrorKind =
  | 'throw'
  | 'abort'
  | 'assertion'
  | 'type'
  | 'missing-attribute'
  | 'missing-argument'
  | 'value'
  | 'file'
  | 'syntax'
  | 'conflicting-definitions'
  | 'type-mismatch'
  | 'import-missing'
  | 'import-outside-root'
  | 'output-imported'
  | 'file-untracked'
  | 'file-unstaged'
  | 'entry'
  | 'infinite-recursion'
  | 'limit';

/** A step on the way to an error, innermost first. */
export interface Frame {
  readonly message: string;
  readonly span: Span;
}

/**
 * Nix fails here too, for this cause. `throw` and failed assertions are what `tryEval` catches.
 */
export class NixError {
  readonly kind: NixErrorKind;
  /** Unicode text; names and values in it are quoted. */
  readonly message: string;
  span: Span | null;
  /** What to do about it, where that is known better than from the kind. */
  help: string | null = null;
  readonly frames: Frame[] = [];
  /** Of an import whose text is not Nix: what is wrong with it. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    kind: NixErrorKind,
    message: string,
    span: Span | null = null,
    diagnostics: readonly Diagnostic[] = [],
  ) {
    this.kind = kind;
    this.message = message;
    this.span = span;
    this.diagnostics = diagnostics;
  }
}

/** What is counted, so that no input takes a run beyond bounds. */
export type Limit = 'nesting' | 'calls' | 'depth' | 'steps' | 'file-size';

/** A limit of ours was met. Nix may have one of its own there. */
export class LimitError extends NixError {
  /** Null for one that can't be raised. */
  readonly limit: Limit | null;

  constructor(limit: Limit | null, message: string) {
    super('limit', message);
    this.limit = limit;
  }
}

const framesKept = 40;

/** Gives the error its place, if it has none yet, or else notes that it passed here. */
export function passed(error: NixError, span: Span, message: string): void {
  if (error.span === null) error.span = span;
  else if (error.frames.length < framesKept) error.frames.push({ span, message });
}

/** What `builtins.tryEval` catches: what nixpkgs or the configuration throws. */
export function isCatchable({ kind }: NixError): boolean {
  return (
    kind === 'throw' ||
    kind === 'assertion' ||
    kind === 'conflicting-definitions' ||
    kind === 'type-mismatch'
  );
}

/** Errors that hang on what else is being evaluated, or on a limit: they are not the thunk's own value. */
export function isContextual(error: NixError): boolean {
  return error.kind === 'infinite-recursion' || error.kind === 'limit';
}

/** A file that is in the work tree, but not in the index that is read. */
export function unstaged(path: string): NixError {
  return new NixError('file-unstaged', `${quote(path)} is not in what is to be committed`);
}

/** Of a flake, a file that is there and that Git does not track. */
export function untracked(path: string): NixError {
  return new NixError(
    'file-untracked',
    `Git does not track ${quote(path)}, so it does not exist for the flake`,
  );
}
