import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path/posix';
import { gunzipSync } from 'node:zlib';
import { Language, Parser, type ParseState, type Tree } from 'web-tree-sitter';

/** The parser, once it is loaded: tree-sitter with the grammar in `grammar/`. */
export interface LoadedParser {
  readonly language: Language;
  readonly parser: Parser;
  /** Parses a text until the callback gives true; then there is no tree, and the parser is to be reset. */
  readonly parse: (text: string, progressCallback: (state: ParseState) => boolean) => Tree | null;
  /**
   * Gives the syntax tree of a text to `use`, and deletes it. Offsets are characters of the text.
   *
   * The tree ends at `end`. Where that is not the text's end, what follows is not read, since there are mistakes, and to
   * go on behind them takes too much time and memory.
   */
  readonly withTree: <T>(text: string, use: (tree: Tree, end: number) => T) => T;
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
  await Parser.init({ wasmBinary: readModule(runtime) });
  const language = await Language.load(readModule(grammar));
  const parser = new Parser().setLanguage(language);
  const parse: LoadedParser['parse'] = (text, progressCallback) => {
    // Another parse: the scanner begins to count.
    parser.setLanguage(language);
    return parser.parse(text, null, { progressCallback });
  };
  loaded = {
    language,
    parser,
    parse,
    withTree: (text, use) => withTree({ parser, parse }, text, use),
  };
}

/** Where a source tree has the modules. */
const runtime = '../../node_modules/web-tree-sitter/web-tree-sitter.wasm';
const grammar = '../../grammar/tree-sitter-nix.wasm';

/** Reads a module: next to the bundle, where it is compressed, or, when run from source, where the source tree has it. */
function readModule(path: string): Uint8Array {
  const bundled = new URL(`${basename(path)}.gz`, import.meta.url);
  if (existsSync(bundled)) return gunzipSync(readFileSync(bundled));
  return readFileSync(new URL(path, import.meta.url));
}

function withTree<T>(
  loaded: Pick<LoadedParser, 'parser' | 'parse'>,
  text: string,
  use: (tree: Tree, end: number) => T,
): T {
  const { tree, end } = readTree(loaded, text, text.length);
  try {
    return use(tree, end);
  } finally {
    tree.delete();
  }
}

/** @param end where the text is to end at the latest */
function readTree(
  loaded: Pick<LoadedParser, 'parser' | 'parse'>,
  text: string,
  end: number,
): { readonly tree: Tree; readonly end: number } {
  let stopped: number | null = null;
  let operations = 0;
  const progressCallback = ({ currentOffset }: ParseState): boolean => {
    operations += operationsOfCall;
    if (operations > fewOperations + manyOperations * end) {
      stopped = Math.min(currentOffset / bytesOfCharacter, end >> 1);
    }
    return stopped !== null;
  };
  const tree = loaded.parse(end === text.length ? text : text.slice(0, end), progressCallback);
  if (tree === null) {
    if (stopped === null) throw new Error('the parser has no language');
    loaded.parser.reset();
    return readTree(loaded, text, stopped);
  }
  const last = tree.rootNode.hasError ? tree.rootNode.descendantForIndex(end - 1) : null;
  if (last?.type !== 'not_read') return { tree, end };
  const { startIndex } = last;
  tree.delete();
  return readTree(loaded, text, startIndex);
}

/** Nix takes at most seven operations a byte; more are spent on ways behind mistakes. */
const manyOperations = 20;
const fewOperations = 100_000;

/** How many the parser makes from one callback to the next. */
const operationsOfCall = 100;

/** tree-sitter reads UTF-16. */
const bytesOfCharacter = 2;
