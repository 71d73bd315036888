import { quote, show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { call } from '../resolve/apply.ts';
import { known } from '../resolve/demand.ts';
import { describe } from '../resolve/describe.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { pathShown } from '../resolve/files.ts';
import { attempt } from '../resolve/join.ts';
import { isStringLike } from '../resolve/lib/operators.ts';
import { isConvertible } from '../resolve/lib/strings.ts';
import { NixError, unstaged, untracked } from '../resolve/nix-error.ts';
import { originOf } from '../resolve/provenance.ts';
import { descend, stack } from '../resolve/stack.ts';
import { coerceToString, toStringBuiltin } from '../resolve/text.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, UnknownSignal } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { setOf } from '../resolve/value.ts';
import type { Module } from './module.ts';
import { formalNames, moduleForm, placeOfPath, unifyModuleSyntax } from './module.ts';
import { holdsOurs } from './ours.ts';

/** A module as it is given: in `imports`, or as what the evaluation starts from. */
export interface ModuleSource {
  readonly slot: Slot;
  /** The module that imports it. */
  readonly file: string;
  readonly key: string;
}

/** What happens with the modules that can't be had. */
export interface ImportProblems {
  /** An import that is left out, on the assumption that it defines nothing of ours. */
  readonly skipped: (cause: Unknown, span: Span | null) => void;
  /** An import that can't be known, and may hold something of ours. */
  readonly unresolved: (cause: Unknown, span: Span | null) => void;
  /** An import that fails. */
  readonly failed: (error: NixError, span: Span | null) => void;
}

export interface Collection {
  readonly evaluation: Evaluation;
  readonly problems: ImportProblems;
  /** What a module function is given for these formals. */
  readonly argumentsFor: (formals: readonly string[]) => Value;
}

interface Node {
  readonly module: Module;
  readonly imports: readonly Node[];
}

/**
 * Loads modules and all they import, and gives those that count: no disabled one, each key once, in the order
 * of nixpkgs' `collectModules`.
 */
export function collectModules(
  sources: readonly ModuleSource[],
  collection: Collection,
): readonly Module[] {
  const roots = sources.flatMap((source) =>
    load(source, originOf(source.slot).span, [], collection),
  );
  const disabled = new Set(roots.flatMap((node) => disabledKeys(node, collection)));
  const seen = new Set<string>();
  const modules: Module[] = [];
  const queue = [...roots];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    if (node === undefined || disabled.has(node.module.key) || seen.has(node.module.key)) continue;
    seen.add(node.module.key);
    modules.push(node.module);
    queue.push(...node.imports);
  }
  return modules;
}

/** Stack units that loading one module inside another takes. */
const loadHeight = 24;

/** @param chain the paths of the files that are being loaded around this one */
function load(
  source: ModuleSource,
  span: Span | null,
  chain: readonly string[],
  collection: Collection,
): readonly Node[] {
  const { depth, calls } = stack;
  try {
    descend(loadHeight);
    const value = attempt(() => force(source.slot));
    const path = fileOf(value);
    if (path !== null && chain.includes(path)) throw importsItself(span);
    const module =
      path === null ? loadValue(value, source, span, collection) : loadFile(path, span, collection);
    if (module === null) return [];
    if (module.rest !== null) reportUnknown(module.rest, span, collection);
    const inner = path === null ? chain : [...chain, path];
    return [{ module, imports: loadImports(module, inner, collection) }];
  } catch (signal) {
    stack.calls = calls;
    if (signal instanceof UnknownSignal) {
      collection.problems.unresolved(derived(signal.unknown), span);
      return [];
    }
    if (!(signal instanceof NixError)) throw signal;
    collection.problems.failed(signal, span);
    return [];
  } finally {
    stack.depth = depth;
  }
}

function loadImports(
  module: Module,
  chain: readonly string[],
  collection: Collection,
): readonly Node[] {
  const { items, rest } = module.imports;
  if (rest !== null) reportUnknown(rest, module.span, collection);
  return items.flatMap((slot, index) =>
    load(
      { slot, file: module.file, key: `${module.key}:anon-${index + 1}` },
      originOf(slot).span ?? module.span,
      chain,
      collection,
    ),
  );
}

function importsItself(span: Span | null): NixError {
  const message = 'infinite recursion: this module imports itself';
  return new NixError('infinite-recursion', message, span);
}

/** The path of a module that is given by its path; null for one that is a value. */
function fileOf(value: Value): string | null {
  const place = placeOfPath(value);
  if (place !== null || isUnknown(value)) return place;
  const form = moduleForm(value);
  return form.kind === 'file' ? form.path : null;
}

/** @returns null for an import that is left out */
function loadValue(
  value: Value,
  { file, key }: ModuleSource,
  span: Span | null,
  collection: Collection,
): Module | null {
  if (isUnknown(value)) return readModule(value, file, key, span, collection);
  const form = moduleForm(value);
  switch (form.kind) {
    case 'set':
      return unifyModuleSyntax(form.set, file, key, span);
    case 'property':
      return unifyModuleSyntax(setOf([['config', form.set]]), file, key, span);
    default:
      return readModule(callModule(value, collection), file, key, span, collection);
  }
}

/** @returns null for an import that is left out */
function loadFile(path: string, span: Span | null, collection: Collection): Module | null {
  if (!path.startsWith('/')) {
    throw new NixError('value', `${quote(path)} is not an absolute path`, span);
  }
  checkImport(path, span, collection.evaluation);
  const imported = force(collection.evaluation.importFile(path));
  const isFunction = moduleKind(imported) === 'function';
  const value = isFunction ? callModule(imported, collection) : imported;
  return readModule(value, path, path, span, collection);
}

function moduleKind(value: Value): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value.kind === 'lambda' || value.kind === 'primop') return 'function';
  return value.kind === 'set' && value.attributes.has('__functor') ? 'function' : value.kind;
}

/** What an import by path may not lead to has codes of its own. */
function checkImport(path: string, span: Span | null, { files }: Evaluation): void {
  const entry = files.inspect(path);
  const at = entry.kind === 'directory' ? `${path}/default.nix` : path;
  const target = entry.kind === 'directory' ? files.inspect(at) : entry;
  const shown = pathShown(at, files);
  if (target.kind === 'missing') {
    throw new NixError('import-missing', `there is no file ${quote(shown)} to import`, span);
  }
  if (target.kind === 'untracked') throw untracked(shown);
  if (target.kind === 'unstaged') throw unstaged(shown);
  if (target.kind === 'outside') {
    const root = show(files.root);
    throw new NixError(
      'import-outside-root',
      `${quote(shown)} is outside of \`${root}\`, and only what is below is read`,
      span,
    );
  }
  if (target.kind === 'output') {
    throw new NixError(
      'output-imported',
      `${quote(shown)} is what vmsilo-nixgen writes, and can't be a module that it is made from`,
      span,
    );
  }
}

/** What a module came to once it was called, or its file was read. */
function readModule(
  value: Value,
  file: string,
  key: string,
  span: Span | null,
  collection: Collection,
): Module | null {
  if (isUnknown(value)) {
    reportUnknown(value, span, collection);
    return null;
  }
  if (typeof value === 'object' && value?.kind === 'set') {
    return unifyModuleSyntax(value, file, key, span);
  }
  throw new NixError('throw', `${quote(file)} does not look like a module`, span);
}

function reportUnknown(
  cause: Unknown,
  span: Span | null,
  { evaluation, problems }: Collection,
): void {
  const place = cause.span ?? span;
  if (cause.foreign && !cause.given.some((given) => holdsOurs(given, evaluation.files)))
    problems.skipped(cause, span ?? place);
  else problems.unresolved(cause, span ?? place);
}

/** Calls a module with what its formals name (`applyModuleArgs`). */
function callModule(value: Value, { argumentsFor }: Collection): Value {
  return attempt(() => call(value, argumentsFor(formalNames(value))));
}

/** The keys that a module and its imports disable. */
function disabledKeys({ module, imports }: Node, collection: Collection): readonly string[] {
  const { disabledModules, span } = module;
  if (disabledModules.rest !== null) reportDisabled(disabledModules.rest, span, collection);
  const own = disabledModules.items.flatMap((slot) => disabledKey(slot, span, collection));
  return [...own, ...imports.flatMap((node) => disabledKeys(node, collection))];
}

function disabledKey(slot: Slot, span: Span | null, collection: Collection): readonly string[] {
  const value = attempt(() => force(slot));
  const place = placeOfPath(value);
  if (place !== null) return [place];
  if (isUnknown(value)) {
    reportDisabled(value, span, collection);
    return [];
  }
  // What is relative to modulesPath is none of the modules that are read.
  if (typeof value === 'string') return value.startsWith('/') ? [value] : [];
  if (typeof value === 'object' && value?.kind === 'set') return disabledSet(value);
  if (isConvertible(value)) return [coerceToString(value, toStringBuiltin)];
  throw new NixError(
    'throw',
    `\`disabledModules\` takes paths, strings and modules with a key, not ${describe(value)}`,
    span,
  );
}

function disabledSet(module: AttributeSet): readonly string[] {
  const attribute = module.attributes.get('key');
  const key = attribute && known(attribute.slot);
  if (isStringLike(module)) {
    const text = coerceToString(module, toStringBuiltin);
    if (key === undefined || key === text) return [text];
    throw new NixError('throw', '`disabledModules` has a module whose key is not its path');
  }
  if (key === undefined)
    throw new NixError('throw', '`disabledModules` has a module without a key');
  return typeof key === 'string' ? [key] : [];
}

/** What is somebody else's is taken to disable nothing of ours. */
function reportDisabled(
  cause: Unknown,
  span: Span | null,
  { evaluation, problems }: Collection,
): void {
  if (!cause.foreign || cause.given.some((given) => holdsOurs(given, evaluation.files)))
    problems.unresolved(cause, span);
}
