import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** The parser, once it is loaded: tree-sitter with the grammar in `grammar/`. */
export interface LoadedParser {
  readonly language: Language;
  readonly parser: Parser;
  /** Gives the syntax tree of a text to `use`, and deletes it. Offsets are characters of the text. */
  readonly withTree: <T>(text: string, use: (tree: Tree) => T) => T;
}

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
  const runtime = locate('web-tree-sitter.wasm', '../../node_modules/web-tree-sitter/');
  await Parser.init({ locateFile: () => fileURLToPath(runtime) });
  const grammar = readFileSync(locate('tree-sitter-nix.wasm', '../../grammar/'));
  const language = await Language.load(grammar);
  const parser = new Parser().setLanguage(language);
  loaded = { language, parser, withTree: (text, use) => withTree(parser, text, use) };
}

/** A file next to the bundle, or, when run from source, where the repository has it. */
function locate(name: string, folder: string): URL {
  const bundled = new URL(name, import.meta.url);
  return existsSync(bundled) ? bundled : new URL(folder + name, import.meta.url);
}

function withTree<T>(parser: Parser, text: string, use: (tree: Tree) => T): T {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the parser has no language');
  try {
    return use(tree);
  } finally {
    tree.delete();
  }
}
