import { lineSpan, locate } from './location.ts';
import { escapeText } from './quote.ts';
import type { Source, Span } from './span.ts';
import { byteLength, decode } from './utf8.ts';
import { columns } from './width.ts';

/** A line of source text as a terminal can show it, and the part of it that a span covers. */
export interface Frame {
  readonly line: number;
  /** What stands before, in and after the span; a tab is four spaces, other control characters are escaped. */
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/**
 * The first line of a span. Of a line wider than `width` columns, the part around the span's start, with an
 * ellipsis for what is left out.
 */
export function frameOf(span: Span, width: number): Frame {
  const { line } = locate(span.source, span.start);
  const { start: lineStart, end: lineEnd } = lineSpan(span.source, line);
  const start = Math.min(span.start, lineEnd);
  const end = Math.min(span.end, lineEnd);

  // A character takes at most four bytes for a column, save for combining marks without end.
  const from = characterStart(span.source, Math.max(lineStart, start - 8 * width));
  const to = characterStart(span.source, Math.min(lineEnd, start + 8 * width));
  const before = cellsOf(span.source.text.slice(from, start));
  const marked = cellsOf(span.source.text.slice(start, Math.min(end, to)));
  const after = cellsOf(span.source.text.slice(Math.min(end, to), to));

  return cut(
    { line, before, marked, after },
    { left: from > lineStart, right: to < lineEnd },
    width,
  );
}

/** A character as it is shown. */
type Cell = string;

interface Cells {
  readonly line: number;
  readonly before: readonly Cell[];
  readonly marked: readonly Cell[];
  readonly after: readonly Cell[];
}

const ellipsis = '…';

function cut(cells: Cells, open: { left: boolean; right: boolean }, width: number): Frame {
  const { line } = cells;
  const right = [...cells.marked, ...cells.after];
  const whole = columns([...cells.before, ...right].join(''));
  if (!open.left && !open.right && whole <= width) {
    return {
      line,
      before: cells.before.join(''),
      marked: cells.marked.join(''),
      after: cells.after.join(''),
    };
  }
  const room = width - 2 * columns(ellipsis);
  const afterStart = fitting(right, room - Math.floor(room / 3));
  const kept = fitting([...cells.before].reverse(), room - afterStart.columns);
  const shown = fitting(right, room - kept.columns);

  const leftCut = open.left || kept.count < cells.before.length;
  const rightCut = open.right || shown.count < right.length;
  const marked = right.slice(0, Math.min(shown.count, cells.marked.length));
  const after = right.slice(marked.length, shown.count);
  return {
    line,
    before: `${leftCut ? ellipsis : ''}${cells.before.slice(cells.before.length - kept.count).join('')}`,
    marked: marked.join(''),
    after: `${after.join('')}${rightCut ? ellipsis : ''}`,
  };
}

/** How many cells from the first on fit into `room` columns, and the columns that they take. */
function fitting(cells: readonly Cell[], room: number): { count: number; columns: number } {
  let count = 0;
  let taken = 0;
  for (const cell of cells) {
    const next = taken + columns(cell);
    if (next > room) break;
    taken = next;
    count++;
  }
  return { count, columns: taken };
}

function cellsOf(bytes: string): readonly Cell[] {
  return Array.from(decode(bytes), (character) =>
    character === '\t' ? '    ' : escapeText(character),
  );
}

/** `offset`, or the start of the character that it is in the middle of. */
function characterStart(source: Source, offset: number): number {
  for (let back = 1; back < 4; back++) {
    const start = offset - back;
    const lead = source.text.charCodeAt(start);
    if (Number.isNaN(lead) || (lead & 0xc0) === 0x80) continue;
    const [character] = decode(source.text.slice(start, start + 4));
    return character !== undefined && start + byteLength(character) > offset ? start : offset;
  }
  return offset;
}
