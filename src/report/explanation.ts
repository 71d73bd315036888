/** The section of a code in `docs/diagnostics.md`, its heading first; null if there is none. */
export function explanationOf(code: string, page: string): string | null {
  const start = page.indexOf(`\n## ${code}\n`);
  if (start < 0) return null;
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start + 1, end < 0 ? page.length : end).trimEnd();
}
