import { known } from '../demand.ts';
import { coerceToString, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import { last } from './lists.ts';
import { applied, apply, choose, textOf, thrown } from './operators.ts';

/** The names that nixpkgs' fetchers give to what they fetch, of its `lib/sources.nix`. */
export function sourceNames(library: Library): Members {
  return {
    urlToName: primop('urlToName', 1, (url) => urlToName(library, url)),
    shortRev: primop('shortRev', 1, (rev) => shortRev(library, rev)),
    revOrTag: primop('revOrTag', 2, (rev, tag) => {
      const isNull = (slot: Slot) => known(slot) === null;
      return choose(
        () => !isNull(tag),
        () => force(tag),
        () =>
          choose(
            () => !isNull(rev),
            () => force(rev),
            () => 'HEAD',
          ),
      );
    }),
    repoRevToName: primop('repoRevToName', 1, (kind) => {
      switch (known(kind)) {
        case 'source':
          return primop('repoRevToName', 3, () => 'source');
        case 'versioned':
          return primop('repoRevToName', 3, (repo, rev) => fullName(library, repo, rev, null));
        case 'full':
          return primop('repoRevToName', 3, (repo, rev, suffix) =>
            fullName(library, repo, rev, suffix),
          );
        default:
          throw thrown('repoRevToName: invalid kind');
      }
    }),
  };
}

function fullName(library: Library, repo: Slot, rev: Slot, suffix: Slot): string {
  const name = urlToName(library, repo);
  const revision = known(rev) === null ? '' : `-${textOf(shortRev(library, rev))}`;
  const end = known(suffix) === null ? '' : `-${textOf(suffix)}`;
  return `${name}${revision}${end}-source`;
}

const extension = /\.(?:git|tar|zip|gz|tgz|bz|tbz|bz2|tbz2|lzma|txz|xz|zstd)$/;

/** What follows the last slash or colon, without the extensions of archives. */
function urlToName({ builtin }: Library, url: Slot): string {
  const text = coerceToString(url, toStringBuiltin);
  const path = text.slice(text.lastIndexOf(':') + 1).replace(/\/$/, '');
  let name = textOf(apply(builtin('baseNameOf'), path));
  while (extension.test(name)) name = name.replace(extension, '');
  return name;
}

/** A commit's first digits, or the version in a tag. */
function shortRev({ builtin }: Library, rev: Slot): Value {
  const text = delay(() => coerceToString(rev, toStringBuiltin));
  const base = textOf(apply(builtin('baseNameOf'), text));
  if (/^[a-f0-9]+$/.test(base)) return base.slice(0, 7);
  const version = applied(builtin('match'), '([A-Za-z]+[-_. ]?)*(v)?([0-9.]+.*)', base);
  return known(version) === null ? base : last(version);
}
