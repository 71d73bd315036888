import { quote } from '../report/quote.ts';
import { lookBack } from './around.ts';

/** A binding, or the head of a `with` or an `assert`, that no `;` ends. */
export interface MissingSemicolon {
  /** Where the `;` goes. */
  readonly at: number;
  readonly message: string;
}

/**
 * What it is that ends without its `;`, where a `;` was expected.
 *
 * @param text of the file
 * @param after the end of the last token that could be used
 * @param token the one that could not
 * @returns null where something else is wrong
 */
export function missingSemicolon(
  text: string,
  after: number,
  token: string,
): MissingSemicolon | null {
  if (!/^(?:[}=.]|in|)$/.test(token)) return null;
  const end = token === '=' || token === '.' ? beforeName(text, after) : after;
  if (end === null) return null;
  const start = startOfBinding(text, end);
  const written = text.slice(start, end);
  const [taken, head] = withoutBody.exec(written) ?? [];
  if (taken !== undefined && head !== undefined) {
    const message = `missing \`;\` after what ${quote(head)} takes`;
    return { at: start + taken.length, message };
  }
  if (/^\s*inherit\b/.test(written) && token !== '=' && token !== '.') {
    return { at: end, message: 'missing `;` after the names of `inherit`' };
  }
  const [, name] = binding.exec(written) ?? [];
  return name === undefined
    ? null
    : { at: end, message: `missing \`;\` after the value of ${quote(name)}` };
}

const attribute = String.raw`(?:[A-Za-z_][\w'-]*|"[^"\\$\n]*"|\$\{[^{}]*\})`;
const path = String.raw`${attribute}(?:\s*\.\s*${attribute})*`;
const binding = new RegExp(String.raw`^(?:\s|#.*|\blet\b)*(${path})\s*=(?!=)`);
const withoutBody = /^(?:[^"']*[\s=:])?(with|assert)\s+(?:[\w.'-]+|\([^()]*\))(?![^"']*;)/;
const nameAtEnd = new RegExp(String.raw`${path}\s*$`);

/** The end of what stands before the name of the next binding, which was taken for an argument. */
function beforeName(text: string, after: number): number | null {
  const line = text.slice(Math.max(0, after - 500), after);
  const name = nameAtEnd.exec(line);
  if (name === null) return null;
  const before = line.slice(0, name.index).trimEnd();
  return /[={;(]$/.test(before) || before === '' ? null : after - line.length + before.length;
}

/** The start of the binding that is written before an offset: behind the `;` or the bracket of the set around it. */
function startOfBinding(text: string, end: number): number {
  const stop = lookBack(text, end, (character) => character === ';');
  return stop === null ? 0 : stop + 1;
}
