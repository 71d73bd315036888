import { call, call2 } from '../apply.ts';
import { boolean, integer, known, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { joined } from '../joined.ts';
import { NixError } from '../nix-error.ts';
import { spendItems } from '../stack.ts';
import { coerced, coerceToString, interpolation, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import type { List, Slot, Value } from '../value.ts';
import { list, primop } from '../value.ts';
import { getOutput } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import { last } from './lists.ts';
import {
  apply,
  assertionFailed,
  choose,
  formals,
  isList,
  isStringLike,
  itemsOf,
  mapAttrsToList,
  mapItems,
  select,
  selectOr,
  textOf,
} from './operators.ts';
import { hasInfix, hasPrefix, hasSuffix, removePrefix, removeSuffix } from './strings-affix.ts';
import { buildFlags } from './strings-build-flags.ts';
import { toCamelCase, toLower, toSentenceCase, toUpper } from './strings-case.ts';
import {
  commonPrefixLength,
  commonSuffixLength,
  levenshtein,
  levenshteinAtMost,
} from './strings-distance.ts';
import { escapes } from './strings-escape.ts';
import { fixedWidthString, numbers } from './strings-number.ts';
import { splitBy } from './strings-split.ts';

/** nixpkgs' `lib/strings.nix`. */
export function strings(library: Library): Members {
  const { builtin } = library;
  return {
    join: builtin('concatStringsSep'),
    concatStrings: primop('concatStrings', 1, (items) => concatStringsSep('', itemsOf(items))),
    concatMapStrings: primop('concatMapStrings', 2, (f, items) => concatMap('', f, items)),
    concatImapStrings: primop('concatImapStrings', 2, (f, items) => concatImap('', f, items)),
    concatMapStringsSep: primop('concatMapStringsSep', 3, (separator, f, items) =>
      concatMap(separator, f, items),
    ),
    concatImapStringsSep: primop('concatImapStringsSep', 3, (separator, f, items) =>
      concatImap(separator, f, items),
    ),
    concatMapAttrsStringSep: primop('concatMapAttrsStringSep', 3, (separator, f, set) =>
      concatStringsSep(separator, mapAttrsToList(f, set).items),
    ),
    concatLines: primop('concatLines', 1, (lines) => {
      const items = itemsOf(lines);
      return items.length === 0 ? '' : `${concatStringsSep('\n', items)}\n`;
    }),
    intersperse: primop('intersperse', 2, (separator, items) =>
      list(itemsOf(items).flatMap((item, index) => (index === 0 ? [item] : [separator, item]))),
    ),
    replaceString: primop('replaceString', 3, (from, to, text) =>
      apply(builtin('replaceStrings'), list([from]), list([to]), text),
    ),
    replicate: primop('replicate', 2, (count, text) => {
      return concatStringsSep('', repeated(Number(integer(count)), text));
    }),
    trim: primop('trim', 1, (text) => trim(text, true, true)),
    trimWith: primop('trimWith', 2, (options, text) => {
      const given = formals(options, ['start', 'end']);
      const start = selectOr(given, 'start', () => false);
      const end = selectOr(given, 'end', () => false);
      return trim(text, boolean(start), boolean(end));
    }),
    makeSearchPath: primop('makeSearchPath', 2, (folder, paths) =>
      makeSearchPath(folder, itemsOf(paths)),
    ),
    makeSearchPathOutput: primop('makeSearchPathOutput', 3, makeOutputPath),
    makeLibraryPath: primop('makeLibraryPath', 1, (pkgs) => makeOutputPath('lib', 'lib', pkgs)),
    makeIncludePath: primop('makeIncludePath', 1, (pkgs) => makeOutputPath('dev', 'include', pkgs)),
    makeBinPath: primop('makeBinPath', 1, (pkgs) => makeOutputPath('bin', 'bin', pkgs)),
    normalizePath: primop('normalizePath', 1, (path) => textOf(path).replace(/\/+/g, '/')),
    optionalString: primop('optionalString', 2, (condition, text) =>
      choose(
        () => force(condition),
        () => force(text),
        () => '',
      ),
    ),
    hasPrefix: primop('hasPrefix', 2, hasPrefix),
    hasSuffix: primop('hasSuffix', 2, hasSuffix),
    hasInfix: primop('hasInfix', 2, hasInfix),
    stringToCharacters: primop('stringToCharacters', 1, (text) => listOfTexts([...textOf(text)])),
    stringAsChars: primop('stringAsChars', 2, (f, text) =>
      concatMap('', f, list([...textOf(text)])),
    ),
    lowerChars: list([...'abcdefghijklmnopqrstuvwxyz']),
    upperChars: list([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']),
    toLower: primop('toLower', 1, (text) => toLower(string(text))),
    toUpper: primop('toUpper', 1, (text) => toUpper(string(text))),
    toSentenceCase: primop('toSentenceCase', 1, (text) => toSentenceCase(text)),
    toCamelCase: primop('toCamelCase', 1, (text) => toCamelCase(text)),
    addContextFrom: primop('addContextFrom', 2, (from, to) => {
      textOf(from);
      return coerceToString(to, interpolation);
    }),
    splitString: primop('splitString', 2, (separator, text) =>
      splitString(coerceToString(separator, toStringBuiltin), text),
    ),
    splitStringBy: primop('splitStringBy', 3, (predicate, keep, text) =>
      list(
        splitBy(textOf(text), boolean(keep), (previous, current) =>
          boolean(apply(predicate, previous, current)),
        ),
      ),
    ),
    removePrefix: primop('removePrefix', 2, removePrefix),
    removeSuffix: primop('removeSuffix', 2, removeSuffix),
    versionOlder: primop('versionOlder', 2, (left, right) => isOlder(library, left, right)),
    versionAtLeast: primop('versionAtLeast', 2, (left, right) => !isOlder(library, left, right)),
    getName: primop('getName', 1, (pkg) => namePart(library, pkg, 'pname', 'name')),
    getVersion: primop('getVersion', 1, (pkg) => namePart(library, pkg, 'version', 'version')),
    nameFromURL: primop('nameFromURL', 2, (url, separator) => {
      const mark = coerceToString(separator, toStringBuiltin);
      const filename = last(splitString('/', url));
      const [name] = splitString(mark, filename).items;
      if (name === undefined || equal(known(name), filename)) throw assertionFailed();
      return force(name);
    }),
    isStringLike: primop('isStringLike', 1, isStringLike),
    isConvertibleWithToString: primop('isConvertibleWithToString', 1, isConvertible),
    isStorePath: primop('isStorePath', 1, (value) => isStorePath(library, value)),
    fileContents: primop('fileContents', 1, (file) =>
      removeSuffix('\n', call(builtin('readFile'), file)),
    ),
    sanitizeDerivationName: primop('sanitizeDerivationName', 1, (name) => sanitize(textOf(name))),
    levenshtein: primop('levenshtein', 2, (left, right) => {
      const other = textOf(right);
      return levenshtein(textOf(left), other);
    }),
    levenshteinAtMost: primop('levenshteinAtMost', 3, (limit, left, right) =>
      levenshteinAtMost(Number(integer(limit)), left, right),
    ),
    commonPrefixLength: primop('commonPrefixLength', 2, (left, right) =>
      commonPrefixLength(textOf(left), textOf(right)),
    ),
    commonSuffixLength: primop('commonSuffixLength', 2, (left, right) =>
      commonSuffixLength(textOf(left), textOf(right)),
    ),
    fixedWidthString: primop('fixedWidthString', 3, fixedWidthString),
    fixedWidthNumber: primop('fixedWidthNumber', 2, (width, number) =>
      fixedWidthString(width, '0', coerceToString(number, toStringBuiltin)),
    ),
    ...numbers(library),
    ...escapes(library),
    ...buildFlags(),
  };
}

/** `builtins.concatStringsSep`, over what coerces to a string. */
function concatStringsSep(separator: Slot, items: readonly Slot[]): string {
  const between = string(separator);
  return joined(
    items.map((item) => coerced(item, interpolation)),
    between,
  );
}

/** A list that may be as long as a text. */
function listOfTexts(texts: readonly string[]): List {
  spendItems(texts.length);
  return list(texts);
}

/** `lib.splitString`: the separator is literal text. */
export function splitString(separator: string, text: Slot): List {
  const whole = coerceToString(text, toStringBuiltin);
  const parts = separator === '' ? ['', ...whole, ''] : whole.split(separator);
  if (typeof force(text) === 'string') return listOfTexts(parts);
  return mapItems(parts, (part) => {
    textOf(text);
    return force(part);
  });
}

export function isStorePath(library: Library, value: Slot): boolean {
  if (!isStringLike(value)) return false;
  const text = coerceToString(value, toStringBuiltin);
  if (!text.startsWith('/')) return false;
  if (/^\/[0-9a-z]{52}$/.test(text)) return true;
  return equal(call(library.builtin('dirOf'), text), '/nix/store');
}

function concatMap(separator: Slot, f: Slot, items: Slot): string {
  return concatStringsSep(
    separator,
    itemsOf(items).map((item) => delay(() => apply(f, item))),
  );
}

function concatImap(separator: Slot, f: Slot, items: Slot): string {
  return concatStringsSep(
    separator,
    itemsOf(items).map((item, index) => delay(() => apply(f, index + 1, item))),
  );
}

function repeated(times: number, text: Slot): readonly Slot[] {
  if (times < 0) throw new NixError('value', `cannot create list of size ${times}`);
  spendItems(times);
  return Array.from({ length: times }, () => text);
}

function trim(text: Slot, start: boolean, end: boolean): string {
  let trimmed = string(text);
  if (start) trimmed = trimmed.replace(/^[ \t\r\n]+/, '');
  return end ? trimmed.replace(/[ \t\r\n]+$/, '') : trimmed;
}

function makeSearchPath(folder: Slot, paths: readonly Slot[]): string {
  const parts = paths
    .filter((path) => known(path) !== null)
    .map((path) => `${textOf(path)}/${textOf(folder)}`);
  return joined(parts, ':');
}

function makeOutputPath(output: Slot, folder: Slot, pkgs: Slot): string {
  return makeSearchPath(
    folder,
    itemsOf(pkgs).map((pkg) => delay(() => getOutput(string(output), pkg))),
  );
}

function isOlder({ builtin }: Library, left: Slot, right: Slot): boolean {
  return equal(call2(builtin('compareVersions'), right, left), 1);
}

function namePart({ builtin }: Library, pkg: Slot, attribute: string, part: string): Value {
  const parsed = (name: Slot) => select(call(builtin('parseDrvName'), name), part);
  const value = known(pkg);
  if (typeof value === 'string') return parsed(value);
  return selectOr(value, attribute, () => parsed(select(value, 'name')));
}

/** `lib.isConvertibleWithToString` */
export function isConvertible(slot: Slot): boolean {
  const value = known(slot);
  if (isList(value)) return value.items.every(isConvertible);
  if (value === null || typeof value !== 'object' || value.kind === 'float') return true;
  return isStringLike(value);
}

function sanitize(name: string): string {
  if (name.length <= 207 && /^[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]*$/.test(name)) return name;
  const clean = name.replace(/^\.*/, '').replace(/[^A-Za-z0-9+._?=-]+/g, '-');
  const short = clean.slice(Math.max(clean.length - 207, 0));
  return short === '' ? 'unknown' : short;
}
