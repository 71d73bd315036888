import type { Diagnostic, Related } from '../report/diagnostic.ts';
import type { Source } from '../report/span.ts';
import { addMistake, mostMistakes } from './mistakes.ts';

/**
 * The brackets, strings and comments of a text that don't close or don't open: what explains most texts that are not
 * Nix, and what an LR parser explains worst. Empty where all match.
 *
 * An opening is reported where it stands. Of a text that ends too early, the innermost is reported, with those
 * around it as related places.
 *
 * @param text what to look at, if not the source as it is
 */
export function bracketErrors(source: Source, text = source.text): readonly Diagnostic[] {
  const scan: Scan = {
    source,
    text,
    stack: [],
    open: { ')': 0, ']': 0, '}': 0 },
    strings: [],
    errors: [],
    explained: new Set(),
    doubtful: [],
    misaligned: null,
  };
  for (let at = 0; at < text.length; ) {
    const inside = scan.stack.at(-1);
    const next =
      inside?.kind === '"' || inside?.kind === "''"
        ? stepInString(scan, inside, at)
        : stepInCode(scan, at);
    if (next === null || scan.errors.length >= mostMistakes) return scan.errors;
    at = next;
  }
  reportOpen(scan);
  return scan.errors;
}

/** What closes a bracket or a string. */
export const closerOf = { '(': ')', '[': ']', '{': '}', '${': '}', '"': '"', "''": "''" } as const;

export type Opener = keyof typeof closerOf;
type Closer = ')' | ']' | '}';

interface Opening {
  readonly kind: Opener;
  readonly start: number;
}

interface Doubtful {
  readonly closer: Closer;
  readonly at: number;
  readonly opening: Opening;
  /** What was reported of the opening. */
  readonly error: Diagnostic;
}

interface Scan {
  readonly source: Source;
  readonly text: string;
  readonly stack: Opening[];
  /** How many in the stack each bracket would close. */
  readonly open: Record<Closer, number>;
  /** The `"…"` strings that have closed. */
  readonly strings: { readonly start: number; readonly end: number }[];
  readonly errors: Diagnostic[];
  /** What a wrong closing bracket was probably meant for. */
  readonly explained: Set<Opening>;
  /** Closing brackets that left one opening unclosed: if there is one too many, they were mistaken for another. */
  readonly doubtful: Doubtful[];
  /** The first opening whose bracket closes at the start of a line that is indented less. */
  misaligned: Opening | null;
}

const words =
  /[a-zA-Z][a-zA-Z0-9+\-.]{0,255}:[a-zA-Z0-9%/?:@&=+$,\-_.!~*']+|[a-zA-Z_][a-zA-Z0-9_'-]*|[ \t\r\n]+|#[^\r\n]*/y;

/** Passes over a token outside strings. @returns where the next begins, or null where the scan can't go on */
function stepInCode(scan: Scan, at: number): number | null {
  const { text } = scan;
  words.lastIndex = at;
  if (words.test(text)) return words.lastIndex;
  const two = text.slice(at, at + 2);
  if (two === '/*') {
    const end = text.indexOf('*/', at + 2);
    if (end >= 0) return end + 2;
    report(scan, at, 2, 'this comment is never closed', 'add `*/`');
    return null;
  }
  const one = text.charAt(at);
  if (one < ' ') {
    const name = `\`\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}\``;
    if (one !== '\0') {
      report(scan, at, 1, `unexpected control character ${name}`, 'remove it');
      return null;
    }
    report(scan, at, 1, 'unexpected NUL byte', 'remove it: Nix takes it for the end of the file');
    return null;
  }
  const opener = two === '${' || two === "''" ? two : one;
  if (isOpener(opener)) {
    push(scan, opener, at);
    return at + opener.length;
  }
  if (isCloser(one)) close(scan, one, at);
  return at + 1;
}

function stepInString(scan: Scan, { kind, start }: Opening, at: number): number | null {
  const { text } = scan;
  const two = text.slice(at, at + 2);
  const one = text.charAt(at);
  if (one === '\0') {
    report(scan, at, 1, "a string can't hold a NUL byte", 'remove it');
    return null;
  }
  if (two === '${') {
    push(scan, two, at);
    return at + 2;
  }
  if (two === '$$') return at + 2;
  if (kind === '"') {
    if (one === '\\') return at + 2;
    if (one === '"') {
      pop(scan);
      scan.strings.push({ start, end: at + 1 });
    }
    return at + 1;
  }
  if (two !== "''") return at + 1;
  const third = text.charAt(at + 2);
  if (third === "'" || third === '$') return at + 3;
  if (third === '\\') return at + 4;
  pop(scan);
  return at + 2;
}

function push({ stack, open }: Scan, kind: Opener, start: number): void {
  stack.push({ kind, start });
  const closer = closerOf[kind];
  if (isCloser(closer)) open[closer] += 1;
}

function pop({ stack, open }: Scan): Opening | undefined {
  const opening = stack.pop();
  const closer = opening === undefined ? undefined : closerOf[opening.kind];
  if (closer !== undefined && isCloser(closer)) open[closer] -= 1;
  return opening;
}

function close(scan: Scan, closer: Closer, at: number): void {
  const { source, stack, open, explained } = scan;
  if (open[closer] === 0) {
    if (hasMistaken(scan, closer)) return;
    const innermost = stack.at(-1);
    if (innermost !== undefined) explained.add(innermost);
    const instead = innermost === undefined ? '' : `, or write \`${closerOf[innermost.kind]}\``;
    report(scan, at, 1, `\`${closer}\` closes nothing`, `remove it${instead}`);
    return;
  }
  const found = {
    message: `\`${closer}\` closes something further out`,
    span: { source, start: at, end: at + 1 },
  };
  const unclosed: Opening[] = [];
  for (let opening = pop(scan); opening !== undefined; opening = pop(scan)) {
    if (closerOf[opening.kind] === closer) {
      noteAlignment(scan, opening, at);
      break;
    }
    if (explained.has(opening)) continue;
    reportUnclosed(scan, opening, [found]);
    unclosed.push(opening);
  }
  const [opening, ...others] = unclosed;
  const error = scan.errors.at(-1);
  if (opening !== undefined && others.length === 0 && error !== undefined) {
    scan.doubtful.push({ closer, at, opening, error });
  }
}

/** Takes a bracket that closes nothing for a sign that an earlier one of its kind stands in another's place. */
function hasMistaken({ source, errors, doubtful }: Scan, closer: Closer): boolean {
  const index = doubtful.findIndex((one) => one.closer === closer);
  const mistaken = doubtful[index];
  if (mistaken === undefined) return false;
  doubtful.splice(index, 1);
  const { at, opening, error } = mistaken;
  const { kind, start } = opening;
  errors.splice(errors.indexOf(error), 1, {
    code: 'syntax-error',
    message: `\`${closer}\` can't close \`${kind}\``,
    help: `write \`${closerOf[kind]}\``,
    span: { source, start: at, end: at + 1 },
    related: [{ message: 'this is open', span: { source, start, end: start + kind.length } }],
  });
  return true;
}

function noteAlignment(scan: Scan, opening: Opening, closedAt: number): void {
  if (scan.misaligned !== null) return;
  const closing = indentation(scan.text, closedAt);
  const opened = indentation(scan.text, opening.start);
  if (closing === null || opened === null) return;
  if (closing.end === closedAt && closing.width < opened.width) scan.misaligned = opening;
}

/** So that texts without line feeds take linear time. */
const longestLine = 1000;

/** The white space that the line of an offset begins with. */
function indentation(
  text: string,
  at: number,
): { readonly width: number; readonly end: number } | null {
  const from = Math.max(0, at - longestLine);
  const before = text.slice(from, at);
  const start = before.lastIndexOf('\n') + 1;
  if (start === 0 && from > 0) return null;
  const width = before.slice(start).search(/[^ \t]|$/);
  return { width, end: from + start + width };
}

/** At the end of the text. What follows from an error that is reported already is silent. */
function reportOpen(scan: Scan): void {
  const { source, stack, errors } = scan;
  const innermost = stack.at(-1);
  if (innermost === undefined || errors.length > 0) return;
  const around = stack.slice(-4, -1).map(({ kind, start }) => ({
    message: `inside this \`${kind}\``,
    span: { source, start, end: start + kind.length },
  }));
  const unclosed = likeliest(scan, innermost);
  reportUnclosed(scan, unclosed, unclosed === innermost ? around.reverse() : []);
}

/** Which opening has no end, if at the end of the text it seems to be `innermost`. */
function likeliest({ text, stack, strings, misaligned }: Scan, innermost: Opening): Opening {
  switch (innermost.kind) {
    case '"': {
      const start = runawayString(text, strings);
      return start === null ? innermost : { kind: '"', start };
    }
    case "''":
      return innermost;
    default:
      return stack.length === 1 && misaligned !== null ? misaligned : innermost;
  }
}

/**
 * Without its closing quote, a string goes on to the next one's opening quote, and what was text becomes code: the
 * first string over several lines that something follows closely is the one to look at.
 */
function runawayString(
  text: string,
  strings: readonly { readonly start: number; readonly end: number }[],
): number | null {
  const found = strings.find(
    ({ start, end }) =>
      text.slice(start, end).includes('\n') && /[a-zA-Z0-9_"./$~<-]/.test(text.charAt(end)),
  );
  return found?.start ?? null;
}

function reportUnclosed(scan: Scan, { kind, start }: Opening, related: readonly Related[]): void {
  const what = kind === '"' || kind === "''" ? 'string' : `\`${kind}\``;
  report(
    scan,
    start,
    kind.length,
    `this ${what} is never closed`,
    `add \`${closerOf[kind]}\``,
    related,
  );
}

function report(
  { source, errors }: Scan,
  start: number,
  length: number,
  message: string,
  help: string,
  related: readonly Related[] = [],
): void {
  const span = { source, start, end: start + length };
  addMistake(errors, { code: 'syntax-error', message, help, span, related });
}

export function isOpener(text: string): text is Opener {
  return Object.hasOwn(closerOf, text);
}

function isCloser(text: string): text is Closer {
  return text === ')' || text === ']' || text === '}';
}
