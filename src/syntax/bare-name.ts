/** The words that cannot be a name without quotes, and `or`, which can only in some places. */
export const keywords: ReadonlySet<string> = new Set([
  ...['assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with'],
]);

/** Whether an attribute's name can be written without quotes. */
export function isBareName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !keywords.has(name);
}
