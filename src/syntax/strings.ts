import type { DollarEscape, EscapeSequence, Interpolation, StringFragment } from './ast.ts';
import type { Expression } from './expression.ts';

type StringPart = DollarEscape | EscapeSequence | Interpolation<Expression> | StringFragment;

/** The parts of a `"…"` string, decoded. A carriage return, with a line feed after it or not, is a line feed. */
export function stringParts(
  parts: readonly StringPart[],
  source: string,
): readonly (string | Expression)[] {
  return joinTexts(parts.map((part) => decode(part, source)));
}

/**
 * The parts of a `''…''` string, decoded and stripped of the spaces that all its lines begin with.
 *
 * Source: `ParserState::stripIndentation` in Nix's src/libexpr/parser-state.hh. Only spaces are indentation. A line
 * of spaces does not count for it, what an escape stands for ends it, and is none itself; but a line feed that is
 * written as an escape does begin a line to strip.
 */
export function indentedStringParts(
  parts: readonly StringPart[],
  source: string,
): readonly (string | Expression)[] {
  const pieces = parts.map((part) => pieceOf(part, source));
  return joinTexts(strip(pieces, indentationOf(pieces)));
}

/** No empty strings, and no two side by side. */
export function joinTexts(
  parts: readonly (string | Expression)[],
): readonly (string | Expression)[] {
  const joined: (string | Expression)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

type Piece =
  | { readonly kind: 'text' | 'escape'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: Expression };

function decode(part: StringPart, source: string): string | Expression {
  switch (part.kind) {
    case 'interpolation':
      return part.expression;
    case 'string_fragment':
      return source.slice(part.start, part.end).replace(/\r\n?/g, '\n');
    case 'dollar_escape':
      return '$$';
    case 'escape_sequence':
      return escaped(source.charAt(part.start + 1));
  }
}

function pieceOf(part: StringPart, source: string): Piece {
  switch (part.kind) {
    case 'interpolation':
      return { kind: 'expression', expression: part.expression };
    case 'string_fragment':
      return { kind: 'text', text: source.slice(part.start, part.end) };
    case 'dollar_escape':
      return { kind: 'escape', text: source.charAt(part.start) === '$' ? '$$' : '$' };
    case 'escape_sequence': {
      const written = source.slice(part.start + 2, part.end);
      return { kind: 'escape', text: written === "'" ? "''" : escaped(written.charAt(1)) };
    }
  }
}

function escaped(character: string): string {
  switch (character) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return character;
  }
}

/** The smallest number of spaces that a line begins with. */
function indentationOf(pieces: readonly Piece[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  /** The spaces so far of a line that has only spaces so far. */
  let spaces: number | null = 0;
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      if (spaces !== null) smallest = Math.min(smallest, spaces);
      spaces = null;
      continue;
    }
    for (const character of piece.text) {
      if (character === '\n') {
        spaces = 0;
      } else if (spaces !== null) {
        if (character === ' ') {
          spaces += 1;
        } else {
          smallest = Math.min(smallest, spaces);
          spaces = null;
        }
      }
    }
  }
  return smallest;
}

function strip(pieces: readonly Piece[], indentation: number): readonly (string | Expression)[] {
  let dropped: number | null = 0;
  return pieces.map((piece, index) => {
    if (piece.kind === 'expression') {
      dropped = null;
      return piece.expression;
    }
    let text = '';
    for (const character of piece.text) {
      if (character === '\n') {
        dropped = 0;
      } else if (dropped !== null) {
        if (character === ' ' && dropped < indentation) {
          dropped += 1;
          continue;
        }
        if (character !== ' ') dropped = null;
      }
      text += character;
    }
    return index === pieces.length - 1 ? text.replace(/\n *$/, '\n') : text;
  });
}
