import { spendText } from './stack.ts';

/** As `join` of an array, where the texts may be too long for one. */
export function joined(texts: readonly string[], separator = ''): string {
  const separators = separator.length * Math.max(0, texts.length - 1);
  spendText(texts.reduce((length, text) => length + text.length, separators));
  return texts.join(separator);
}
