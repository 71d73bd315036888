type Bracket = '{' | '[' | '(';

const openers: ReadonlyMap<string, Bracket> = new Map([
  ['}', '{'],
  [']', '['],
  [')', '('],
]);

/** How far is looked back, in bytes: a text may be long, and have many mistakes. */
export const nearby = 100_000;

/**
 * The innermost bracket that is open at an offset, as far as that can be seen backwards: strings are passed over,
 * comments are not told from code.
 *
 * @returns null outside of all, or where none is {@link nearby}
 */
export function bracketAround(text: string, offset: number): Bracket | null {
  const closed: string[] = [];
  const start = Math.max(0, offset - nearby);
  for (let at = offset - 1; at >= start; at--) {
    const character = text.charAt(at);
    const opener = openers.get(character);
    if (character === '"') at = text.lastIndexOf('"', at - 1);
    else if (text.slice(Math.max(0, at - 1), at + 1) === "''") at = text.lastIndexOf("''", at - 2);
    else if (closed.length === 0 && isBracket(character)) return character;
    else if (opener !== undefined) closed.push(opener);
    else if (character === closed.at(-1)) closed.pop();
  }
  return null;
}

function isBracket(character: string): character is Bracket {
  return character === '{' || character === '[' || character === '(';
}
