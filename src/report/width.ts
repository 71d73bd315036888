/** How many columns of a terminal a character takes, by its Unicode properties: 0 for a combining mark, 2 for a wide one. */
function columnsOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** As {@link columnsOf}, of a text. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

const combining = /^[\p{Mn}\p{Me}]$/u;

/** The scripts and blocks that Unicode's EastAsianWidth.txt has as W or F. */
const wide =
  /^[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
