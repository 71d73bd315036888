import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path/posix';
import { gunzipSync } from 'node:zlib';
import { Language, Parser, type ParseState, type Tree } from 'web-tree-sitter';

/** The parser, once it is loaded: tree-sitter with the grammar in `grammar/`. */
export interface LoadedParser {
  readonly language: Language;
  readonly parser: Parser;
  /**
   * Gives the syntax tree of a text to `use`, and deletes it. Offsets are characters of the text.
   *
   * The tree ends at `end`. Where that is not the text's end, what follows is not read, since there is a mistake, and to
   * go on behind it takes too much time and memory.
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
  loaded = { language, parser, withTree: (text, use) => withTree(parser, text, use) };
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

function withTree<T>(parser: Parser, text: string, use: (tree: Tree, end: number) => T): T {
  const { tree, end } = readTree(parser, text, text.length);
  try {
    return use(tree, end);
  } finally {
    tree.delete();
  }
}

/** @param end where the text is to end at the latest */
function readTree(
  parser: Parser,
  text: string,
  end: number,
): { readonly tree: Tree; readonly end: number } {
  let stopped: number | null = null;
  let operations = 0;
  const progressCallback = ({ currentOffset, hasError }: ParseState): boolean => {
    operations += operationsOfCall;
    const at = currentOffset / bytesOfCharacter;
    if (operations > fewOperations + manyOperations * end) stopped = Math.min(at, end >> 1);
    else if (hasError && at > longestSearch && end === text.length) stopped = at;
    return stopped !== null;
  };
  const tree = parser.parse(end === text.length ? text : text.slice(0, end), null, {
    progressCallback,
  });
  if (tree !== null) return { tree, end };
  if (stopped === null) throw new Error('the parser has no language');
  parser.reset();
  return readTree(parser, text, stopped);
}

/** Behind so many bytes, the first mistake is the last. */
const longestSearch = 256 * 1024;

/** Nix takes at most seven operations a byte; more are spent on ways behind mistakes. */
const manyOperations = 20;
const fewOperations = 100_000;

/** How many the parser makes from one callback to the next. */
const operationsOfCall = 100;

/** tree-sitter reads UTF-16. */
const bytesOfCharacter = 2;
