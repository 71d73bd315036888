/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it holds: named by a comment in its first line, or by the end of the line before it. */
  readonly file: string | null;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
  const fence = /(?:`([^`\s]+)`[^`\n]*:\n+)?^```(\w*)\n(.*?)^```$/gms;
  return [...page.matchAll(fence)].map(([, before, language = '', text = '']) => {
    const [, comment] = /^(?:#|\/\/|--) (?:file: )?(\S*\.\S+)\n/.exec(text) ?? [];
    return { language, text, file: comment ?? (isFile(before) ? before : null) };
  });
}

function isFile(name: string | undefined): name is string {
  return name !== undefined && /\.\w+$/.test(name);
}

/** The texts of a page's blocks in a language, in their order. */
export function codeBlocks(page: string, language: string): readonly string[] {
  return blocksOf(page)
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}
