/**
 * A text that diagnostics point into.
 *
 * `text` holds one character (U+0000 to U+00FF) for each byte of the file: Nix's syntax is ASCII and its
 * strings are bytes, so offsets into `text` are byte offsets and invalid UTF-8 is no special case. Bytes are
 * decoded only to be shown.
 */
export interface Source {
  /** Absolute path, one character a byte; `<command line>` for text that is in no file. */
  readonly path: string;
  readonly text: string;
  /** Of a file in a flake: Nix reads a copy of it, under a path that is not known. */
  readonly isCopied?: boolean;
  /** Of a text that stands in another: a Nix expression in JSON, or on the command line. */
  readonly within?: Enclosure;
}

/** Where a text stands in the one around it. */
export interface Enclosure {
  readonly source: Source;
  /** For each offset into the text, its end included, the one into the source around it. */
  readonly offsets: readonly number[];
}

/** A stretch of a source: byte offsets from 0, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** The span as a user can find it: in the file, or on the command line. */
export function outward(span: Span): Span {
  const { within } = span.source;
  if (within === undefined) return span;
  const { source, offsets } = within;
  const at = (offset: number): number => offsets[offset] ?? source.text.length;
  return outward({ source, start: at(span.start), end: at(span.end) });
}

/** Whether a value begins behind its name, on the same line. */
export function isBeside(name: Span, value: Span): boolean {
  if (name.source !== value.source || value.start < name.start) return false;
  return !name.source.text.slice(name.start, value.start).includes('\n');
}
