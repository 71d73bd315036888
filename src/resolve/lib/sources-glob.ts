import { boolean, known, string } from '../demand.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay } from '../thunk.ts';
import type { Primop, Slot } from '../value.ts';
import { primop } from '../value.ts';
import type { Library } from './library.ts';
import { apply, itemsOf, mapItems } from './operators.ts';

/** The filter of `lib.sources.sourceByGlobs`: a file is kept if one of the patterns fits its path. */
export function globFilter(library: Library, root: Slot, patterns: Slot): Primop {
  const { builtin, member } = library;
  const globs = delay(() =>
    mapItems(itemsOf(patterns), (pattern) =>
      primop('glob', 2, (path, type) =>
        fits(library, pattern, string(path).split('/'), () => {
          const kind = known(type);
          return kind === 'directory' || kind === 'symlink';
        }),
      ),
    ),
  );
  return primop('filter', 2, (name, type) => {
    const relative = delay(() =>
      apply(member('strings', 'removePrefix'), `${coerceToString(root, toStringBuiltin)}/`, name),
    );
    const accepts = primop('accepts', 1, (glob) => boolean(apply(glob, relative, type)));
    return apply(builtin('any'), accepts, globs);
  });
}

const anything = '**';

/** @param isPartial whether a path may end before the pattern does, as one to a folder may */
function fits(
  { builtin, member }: Library,
  pattern: Slot,
  path: readonly string[],
  isPartial: () => boolean,
): boolean {
  const globs = string(pattern).split('/');
  const matches = (glob: string, part: string): boolean => {
    const texts = glob
      .split(/\*+/)
      .map((text) => string(apply(member('strings', 'escapeRegex'), text)));
    const expression = glob === anything ? '.*' : texts.join('[^/]*');
    return known(apply(builtin('match'), expression, part)) !== null;
  };
  let globAt = 0;
  let partAt = 0;
  while (true) {
    const glob = globs[globAt];
    const part = path[partAt];
    if (part === undefined) return glob === undefined || isPartial();
    if (glob === undefined) return false;
    const next = globs[globAt + 1];
    if (glob === anything) {
      if (next === undefined) return true;
      if (matches(next, part)) globAt += 1;
      else partAt += 1;
    } else if (matches(glob, part)) {
      globAt += 1;
      partAt += 1;
    } else return false;
  }
}
