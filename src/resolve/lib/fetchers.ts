import { call } from '../apply.ts';
import { boolean, completeSet, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { emptySet, list, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  applied,
  apply,
  assert,
  choose,
  formals,
  hasAttribute,
  overlaid,
  select,
  selected,
  selectOr,
  stringsOf,
  thrown,
} from './operators.ts';
import { functionArgs, setFunctionArgs } from './trivial.ts';

/** nixpkgs' `lib/fetchers.nix`. */
export function fetchers(library: Library): Members {
  return {
    proxyImpureEnvVars: list(proxyVariables),
    normalizeHash: primop('normalizeHash', 1, (settings) => {
      const given = formals(settings, ['hashTypes', 'required']);
      const types = selected(given, 'hashTypes', defaultTypes);
      const required = selected(given, 'required', true);
      return primop('normalizeHash', 1, (args) => normalizeHash(library, types, required, args));
    }),
    withNormalizedHash: primop('withNormalizedHash', 1, (settings) => {
      const given = formals(settings, ['hashTypes']);
      const types = selected(given, 'hashTypes', defaultTypes);
      return primop('withNormalizedHash', 1, (fetcher) =>
        withNormalizedHash(library, types, fetcher),
      );
    }),
  };
}

const defaultTypes = list(['sha256']);

const proxyVariables = [
  'http_proxy',
  'https_proxy',
  'ftp_proxy',
  'all_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'FTP_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'NIX_SSL_CERT_FILE',
];

/** The arguments of a fetcher, with the hash as `outputHash` and `outputHashAlgo`. */
function normalizeHash(library: Library, types: Slot, required: Slot, args: Slot): Value {
  const { builtin } = library;
  const normalized = (): Value => {
    const others = applied(
      builtin('removeAttrs'),
      args,
      delay(() => list(hashNames(types))),
    );
    return overlaid(
      others,
      delay(() => outputHash(library, types, required, args)),
    );
  };
  return choose(
    () => hasAttribute(args, 'outputHash'),
    () => force(args),
    normalized,
  );
}

function outputHash(library: Library, types: Slot, required: Slot, args: Slot): Value {
  const hashes = completeSet(apply(library.builtin('intersectAttrs'), hashSet(types), args));
  const [name, ...others] = sortedNames(hashes);
  if (name === undefined) {
    return choose(
      () => force(required),
      () => {
        throw thrown('fetcher called without `hash`');
      },
      () => emptySet,
    );
  }
  if (others.length > 0) {
    const names = [name, ...others].join(', ');
    throw thrown(`fetcher called with mutually-incompatible arguments: ${names}`);
  }
  const hash = (): Value => {
    const fake = library.member('misc', fakeHashes.get(name) ?? 'fakeHash');
    if (fakeHashes.has(name)) return fake;
    throw thrown(`no \u00e2\u0080\u009cfake hash\u00e2\u0080\u009d defined for ${name}`);
  };
  return setOf([
    ['outputHashAlgo', name === 'hash' ? null : name],
    [
      'outputHash',
      delay(() =>
        choose(
          () => equal(known(select(hashes, name)), ''),
          hash,
          () => select(hashes, name),
        ),
      ),
    ],
  ]);
}

const fakeHashes: ReadonlyMap<string, string> = new Map([
  ['hash', 'fakeHash'],
  ['sha256', 'fakeSha256'],
  ['sha512', 'fakeSha512'],
]);

function hashNames(types: Slot): readonly string[] {
  return ['hash', ...stringsOf(types)];
}

function hashSet(types: Slot): AttributeSet {
  return setOf(hashNames(types).map((name) => [name, emptySet]));
}

/** A fetcher of `outputHash` and `outputHashAlgo`, as one of `hash` and the other kinds of hashes. */
function withNormalizedHash(library: Library, types: Slot, fetcher: Slot): Value {
  const { builtin } = library;
  const fargs = delay(() => functionArgs(library, fetcher));
  assert(() => hasAttribute(fargs, 'outputHash') && hasAttribute(fargs, 'outputHashAlgo'));
  assert(() => equal(known(apply(builtin('intersectAttrs'), fargs, hashSet(types))), emptySet));
  const required = delay(() => !boolean(select(fargs, 'outputHash')));
  const fetch = primop('fetcher', 1, (args) =>
    call(
      force(fetcher),
      delay(() => normalizeHash(library, types, required, args)),
    ),
  );
  const others = applied(builtin('removeAttrs'), fargs, list(['outputHash', 'outputHashAlgo']));
  return setFunctionArgs(
    fetch,
    delay(() =>
      overlaid(others, setOf([['hash', delay(() => selectOr(fargs, 'outputHash', () => null))]])),
    ),
  );
}
