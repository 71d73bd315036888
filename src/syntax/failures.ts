import type { Tree, TreeCursor } from 'web-tree-sitter';
import { lineSpan } from '../report/location.ts';
import type { Source } from '../report/span.ts';
import { mostMistakes } from './mistakes.ts';
import type { LoadedParser } from './parser.ts';

/** Where the parser could not go on. */
export interface Failure {
  /** The end of the last token that it could use. */
  readonly after: number;
  /** The tokens that it could have used next, by their names in the grammar. */
  readonly expected: ReadonlySet<string>;
}

/**
 * Finds the failures behind the errors of a tree. tree-sitter's error nodes hold whatever it skipped to recover, so
 * the text is parsed again with a log of the recovery: what counts is where it first noticed each error.
 *
 * One failure a mistake: errors that no semicolon keeps apart count as one. Where the log takes too long, failures are
 * only as exact as the error nodes. Of very many only the first are found.
 */
export function failuresOf(parser: LoadedParser, source: Source, tree: Tree): readonly Failure[] {
  const { text } = source;
  const noticed = noticedErrors(parser, source);
  const failures: Failure[] = [];
  let next = 0;
  let semicolon = -1;
  for (const { start, end } of errorNodes(tree)) {
    if (failures.length === mostMistakes) break;
    const isFirst = failures.length === 0;
    if (!isFirst && (semicolon < 0 || start <= semicolon)) continue;
    if (!isFirst) while ((noticed[next]?.after ?? end) < start - 1) next++;
    const notice = noticed[next];
    const isHere = notice !== undefined && (isFirst || notice.after <= end);
    const after = isHere ? notice.after : start;
    failures.push({ after, expected: isHere ? expectedTokens(parser, notice.state) : new Set() });
    semicolon = text.indexOf(';', Math.max(end, after));
  }
  return failures;
}

/** In messages, of which a token has about ten, and a second a million. */
const longestLog = 1_000_000;

interface Notice {
  readonly after: number;
  readonly state: number;
}

const position = /^process .*state:(\d+), row:(\d+), col:(\d+)/;

/** The places where the parser noticed an error, in order, with the state that it was in. */
function noticedErrors({ parser, parse }: LoadedParser, source: Source): readonly Notice[] {
  const noticed: Notice[] = [];
  let latest = '';
  let messages = 0;
  parser.setLogger((message) => {
    messages += 1;
    if (message.startsWith('process ')) latest = message;
    if (!message.startsWith('detect_error')) return;
    const [, state = 0, row = 0, column = 0] = (position.exec(latest) ?? []).map(Number);
    // tree-sitter reads UTF-16, two bytes a character.
    noticed.push({ after: lineSpan(source, row + 1).start + column / 2, state });
  });
  try {
    const isTooLong = () => messages > longestLog;
    parse(source.text, isTooLong)?.delete();
  } finally {
    parser.reset();
    parser.setLogger(null);
  }
  return noticed.sort((a, b) => a.after - b.after);
}

function expectedTokens({ language }: LoadedParser, state: number): ReadonlySet<string> {
  const iterator = language.lookaheadIterator(state);
  if (iterator === null) return new Set();
  try {
    return new Set(iterator);
  } finally {
    iterator.delete();
  }
}

/** The outermost error and missing nodes, in order. */
function errorNodes(tree: Tree): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const cursor = tree.walk();
  try {
    for (;;) {
      const isError = cursor.nodeType === 'ERROR' || cursor.nodeIsMissing;
      if (isError) found.push({ start: cursor.startIndex, end: cursor.endIndex });
      const isInside = !isError && cursor.currentNode.hasError && cursor.gotoFirstChild();
      if (!isInside && !gotoNext(cursor)) return found;
    }
  } finally {
    cursor.delete();
  }
}

/** To the next node that is not inside this one. */
function gotoNext(cursor: TreeCursor): boolean {
  while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return false;
  return true;
}
