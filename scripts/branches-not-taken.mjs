/**
 * The branches that no test took, and which of them nothing explains: no line of `test/unreachable.json`, and no `??` whose
 * other side the compiler asks for.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * @param map a coverage map of Istanbul
 * @returns of each branch its file, line number, `key` (as in `if, 1 of 2: if (a) return b;`), and whether it is the constant
 *   behind a `??`
 */
export function branchesNotTaken(map, root) {
  return map.files().flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const { b, branchMap } = map.fileCoverageFor(file);
    return Object.entries(branchMap).flatMap(([id, { type, loc, locations }]) =>
      locations.flatMap(({ start }, at) => {
        if (b[id][at] > 0) return [];
        // The other side of an `if` without `else` has no place.
        const { line, column } = start.line === undefined ? loc.start : start;
        const text = lines[line - 1];
        const key = `${type}, ${at + 1} of ${locations.length}: ${text.trim()}`;
        const isConstant =
          text.slice(0, column).endsWith('?? ') && constant.test(text.slice(column));
        return [{ file: relative(root, file), line, key, isConstant }];
      }),
    );
  });
}

const constant = /^(null|''|\[\]|0)(?![\w.])/;

/** What to do about branches that nothing explains, and explanations of what is taken or gone; a line each. */
export function problemsOf(branches, root) {
  const explained = JSON.parse(readFileSync(join(root, 'test/unreachable.json'), 'utf8'));
  const isKnown = ({ file, key }) => explained[file]?.[key] !== undefined;
  const open = branches.filter((branch) => !branch.isConstant && !isKnown(branch));
  const seen = new Set(branches.map(({ file, key }) => `${file} ${key}`));
  const stale = Object.entries(explained).flatMap(([file, keys]) =>
    Object.keys(keys)
      .filter((key) => !seen.has(`${file} ${key}`))
      .map((key) => ({ file, key })),
  );
  return [
    ...open.map(({ file, line, key }) => `${file}:${line}: no test takes this: ${key}`),
    ...stale.map(({ file, key }) => `${file}: taken or gone, and explained: ${key}`),
  ];
}
