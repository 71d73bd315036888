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
}

/** A stretch of a source: byte offsets from 0, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}
