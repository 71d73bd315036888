import { call } from '../apply.ts';
import { boolean, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  applied,
  apply,
  choose,
  formals,
  hasAttribute,
  overlaid,
  required,
  select,
  selected,
  selectOr,
  textOf,
} from './operators.ts';
import { globFilter } from './sources-glob.ts';
import { sourceNames } from './sources-names.ts';

/** nixpkgs' `lib/sources.nix`: which files are copied to the store is known, where they are copied to is not. */
export function sources(library: Library): Members {
  const { builtin, member } = library;
  const clean = (src: Slot, filter: Slot) => cleanSource(library, src, filter, null);
  return {
    cleanSourceFilter: primop('cleanSourceFilter', 2, (name, type) => isKept(library, name, type)),
    cleanSource: primop('cleanSource', 1, (src) =>
      clean(
        src,
        primop('cleanSourceFilter', 2, (name, type) => isKept(library, name, type)),
      ),
    ),
    cleanSourceWith: primop('cleanSourceWith', 1, (settings) => {
      const given = formals(settings, ['src', 'filter', 'name']);
      const filter = selected(given, 'filter', keepsAll);
      return cleanSource(library, required(given, 'src'), filter, selected(given, 'name', null));
    }),
    sourceByRegex: primop('sourceByRegex', 2, (src, patterns) =>
      clean(
        src,
        primop('filter', 2, (path) => {
          const relative = delay(() =>
            apply(
              member('strings', 'removePrefix'),
              `${coerceToString(originOf(src), toStringBuiltin)}/`,
              coerceToString(path, toStringBuiltin),
            ),
          );
          const matches = primop(
            'match',
            1,
            (pattern) => known(apply(builtin('match'), pattern, relative)) !== null,
          );
          return apply(builtin('any'), matches, patterns);
        }),
      ),
    ),
    sourceFilesBySuffices: primop('sourceFilesBySuffices', 2, (src, suffixes) =>
      clean(
        src,
        primop('filter', 2, (name, type) => {
          const base = applied(builtin('baseNameOf'), name);
          const matches = primop('hasSuffix', 1, (suffix) =>
            apply(member('strings', 'hasSuffix'), suffix, base),
          );
          return choose(
            () => equal(known(type), 'directory'),
            () => true,
            () => apply(builtin('any'), matches, suffixes),
          );
        }),
      ),
    ),
    sourceByGlobs: primop('sourceByGlobs', 2, (src, patterns) =>
      clean(src, globFilter(library, src, patterns)),
    ),
    trace: primop('trace', 1, (src) => tracedSource(library, src)),
    pathHasContext: delay(() => builtin('hasContext')),
    canCleanSource: primop('canCleanSource', 1, (src) =>
      choose(
        () => isFiltered(src),
        () => true,
        () => {
          const text = delay(() => coerceToString(src, toStringBuiltin));
          return call(builtin('hasContext'), text) === false;
        },
      ),
    ),
    ...sourceNames(library),
  };
}

const keepsAll = primop('filter', 2, () => true);

const versionControl = new Set(['.svn', 'CVS', '.hg', '.jj', '.pijul', '_darcs']);

/** Whether a file is no leftover of an editor, a build or a version control system. */
function isKept({ builtin }: Library, name: Slot, type: Slot): boolean {
  const base = textOf(apply(builtin('baseNameOf'), name));
  if (base === '.git') return false;
  const kind = known(type);
  if (kind === 'directory' && versionControl.has(base)) return false;
  if (/~$|^\.(?:.*\.)?sw[a-z]$|\.s?o$/s.test(base)) return false;
  return !(kind === 'symlink' && base.startsWith('result')) && kind !== 'unknown';
}

function isFiltered(src: Slot): boolean {
  return hasAttribute(src, '_isLibCleanSourceWith');
}

/** What a source is made of, or what a path that stands for one would be. */
function ofSource(src: Slot, name: string, fallback: Slot): Slot {
  return delay(() =>
    choose(
      () => isFiltered(src),
      () => select(src, name),
      () => force(fallback),
    ),
  );
}

function originOf(src: Slot): Slot {
  return ofSource(src, 'origSrc', src);
}

function cleanSource(library: Library, src: Slot, filter: Slot, name: Slot): Value {
  const original = ofSource(src, 'filter', keepsAll);
  const both = primop('filter', 2, (path, type) =>
    choose(
      () => apply(filter, path, type),
      () => apply(original, path, type),
      () => false,
    ),
  );
  const chosen = delay(() =>
    choose(
      () => known(name) !== null,
      () => force(name),
      () => force(ofSource(src, 'name', 'source')),
    ),
  );
  return sourceOf(library, originOf(src), both, chosen);
}

function sourceOf({ builtin }: Library, origSrc: Slot, filter: Slot, name: Slot): AttributeSet {
  const copied = setOf([
    ['filter', filter],
    ['name', name],
    ['path', origSrc],
  ]);
  return setOf([
    ['_isLibCleanSourceWith', true],
    ['origSrc', origSrc],
    ['filter', filter],
    ['name', name],
    ['outPath', applied(builtin('path'), copied)],
  ]);
}

/** A source that tells what its filter says. */
function tracedSource(library: Library, src: Slot): Value {
  const filter = ofSource(src, 'filter', keepsAll);
  const name = ofSource(src, 'name', 'source');
  const traced = primop('filter', 2, (path, type) => {
    const result = apply(filter, path, type);
    const message = delay(
      () => `${textOf(name)}.filter ${textOf(path)} = ${String(boolean(result))}`,
    );
    tell('trace', message);
    return result;
  });
  const holds = delay(() => selectOr(src, 'satisfiesSubpathInvariant', () => false));
  return overlaid(
    sourceOf(library, originOf(src), traced, name),
    setOf([['satisfiesSubpathInvariant', holds]]),
  );
}
