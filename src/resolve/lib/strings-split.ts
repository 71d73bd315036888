/** Breaks a text before each character that `isSplit` says so of, with the character before it (none: empty). */
export function splitBy(
  text: string,
  keep: boolean,
  isSplit: (previous: string, current: string) => boolean,
): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let previous = '';
  for (const character of text) {
    if (isSplit(previous, character)) {
      parts.push(part);
      part = keep ? character : '';
    } else part += character;
    previous = character;
  }
  return [...parts, part];
}
