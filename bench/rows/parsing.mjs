import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measure.mjs';

/** Parsing and lowering, against tree-sitter's own share of that: many files, each read before the clock starts. */
export async function parsing({ library, times }) {
  const what = 'parse and lower, against `tree-sitter parse` in the same wasm';
  const tree = process.env.NIX_SOURCES;
  if (tree === undefined) {
    return [{ what, ratios: [], skipped: 'NIX_SOURCES names no folder of Nix files' }];
  }
  const sources = readdirSync(tree, { recursive: true })
    .filter((name) => name.endsWith('.nix') && statSync(join(tree, name)).isFile())
    .map((name) => ({ path: join(tree, name), text: readFileSync(join(tree, name), 'latin1') }));
  await library.loadParser();
  const { withTree } = library.loadedParser();
  const time = (work) => {
    const started = performance.now();
    for (const source of sources) work(source);
    return performance.now() - started;
  };
  const parseOnly = ({ text }) => withTree(text, () => null);
  const whole = (source) => library.parse(source, { maxNesting: 5_000 });
  time(whole);
  time(parseOnly);
  const pairs = Array.from({ length: times }, () => [time(whole), time(parseOnly)]);
  const bytes = sources.reduce((sum, { text }) => sum + text.length, 0);
  const speed = bytes / 1e6 / (median(pairs.map(([ours]) => ours)) / 1e3);
  return [
    {
      what: `${what} (${sources.length} files, ${speed.toFixed(1)} MB/s)`,
      ratios: pairs.map(([ours, alone]) => ours / alone),
      most: 3,
    },
  ];
}
