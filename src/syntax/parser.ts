import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Language, Parser, type ParseState, type Tree } from 'web-tree-sitter';

/** The parser, once it is loaded: tree-sitter with the grammar in `grammar/`. */
export interface LoadedParser {
  readonly language: Language;
  readonly parser: Parser;
  /**
   * Gives the syntax tree of a text to `use`, and deletes it. Offsets are characters of the text.
   *
   * The tree ends at `end`: of a long text, what follows a mistake far down is not read. Then the tree has errors.
   */
  readonly withTree: <T>(text: string, use: (tree: Tree, end: number) => T) => T;
}

/** Behind so many bytes the first mistake ends the reading: to go on behind it takes much time and memory. */
const longestSearch = 256 * 1024;

let loading: Promise<void> | null = null;
let loaded: LoadedParser | null = null;

/** Loads the two WebAssembly modules, once. Everything in this folder is synchronous after that. */
export function loadParser(): Promise<void> {
  loading ??= load();
  return loading;
}

/** @throws if {@link loadParser} has not been awaited */
export function loadedParser(): LoadedParser {
  if (loaded === null) throw new Error('loadParser() comes first');
  return loaded;
}

async function load(): Promise<void> {
  await Parser.init({ locateFile: () => fileURLToPath(locateRuntime()) });
  const language = await Language.load(readGrammar());
  const parser = new Parser().setLanguage(language);
  loaded = { language, parser, withTree: (text, use) => withTree(parser, text, use) };
}

/** Next to the bundle, or, when run from source, where npm puts it. */
function locateRuntime(): URL {
  const bundled = new URL('web-tree-sitter.wasm', import.meta.url);
  const installed = '../../node_modules/web-tree-sitter/web-tree-sitter.wasm';
  return existsSync(bundled) ? bundled : new URL(installed, import.meta.url);
}

/** Next to the bundle, where it is compressed, or, when run from source, where the repository has it. */
function readGrammar(): Uint8Array {
  const bundled = new URL('tree-sitter-nix.wasm.gz', import.meta.url);
  if (existsSync(bundled)) return gunzipSync(readFileSync(bundled));
  return readFileSync(new URL('../../grammar/tree-sitter-nix.wasm', import.meta.url));
}

function withTree<T>(parser: Parser, text: string, use: (tree: Tree, end: number) => T): T {
  let end = text.length;
  const stopAtMistake = ({ currentOffset, hasError }: ParseState): boolean => {
    const at = currentOffset / bytesOfCharacter;
    if (!hasError || at < longestSearch) return false;
    end = at;
    return true;
  };
  let tree = parser.parse(text, null, { progressCallback: stopAtMistake });
  if (tree === null) {
    parser.reset();
    tree = parser.parse(text.slice(0, end));
  }
  if (tree === null) throw new Error('the parser has no language');
  try {
    return use(tree, end);
  } finally {
    tree.delete();
  }
}

/** tree-sitter reads UTF-16. */
const bytesOfCharacter = 2;
