import { resolve } from 'node:path/posix';
import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { functionCallee } from '../resolve/apply.ts';
import { completeSet, known, openList } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { coerceToString, toStringBuiltin } from '../resolve/text.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, List, Slot, Value } from '../resolve/value.ts';
import {
  attributeSet,
  emptyList,
  emptySet,
  list,
  setOf,
  unknownAttribute,
} from '../resolve/value.ts';
import { type Definition, unknownFile } from './option.ts';

/** A module in the one form that the module system works with (`unifyModuleSyntax`). */
export interface Module {
  /** What identifies it: the path it was imported by, or a place in its importer. */
  readonly key: string;
  /** For messages. */
  readonly file: string;
  readonly imports: List;
  /** What its `disabledModules` name. */
  readonly disabledModules: List;
  /** Its option declarations. */
  readonly options: Slot;
  readonly config: Definition;
  /** Where it was imported, or begins. */
  readonly span: Span | null;
  /** Not null if it may have attributes beside the known ones. */
  readonly rest: Unknown | null;
}

const structural = [
  '_class',
  '_file',
  'key',
  'disabledModules',
  'imports',
  'options',
  'config',
  'meta',
  'freeformType',
];

const structuralOfShorthand = [
  '_class',
  '_file',
  'key',
  'disabledModules',
  'require',
  'imports',
  'freeformType',
];

/**
 * Brings a module that is a set into one form.
 *
 * @throws NixError where nixpkgs refuses it, UnknownSignal if its key can't be known
 */
export function unifyModuleSyntax(
  module: AttributeSet,
  file: string,
  key: string,
  span: Span | null,
): Module {
  const { attributes } = module;
  const isExplicit = attributes.has('config') || attributes.has('options');
  const own = isExplicit ? explicitParts(module, key) : shorthandParts(module);
  const text = (name: string): string | null => {
    const attribute = attributes.get(name);
    return attribute === undefined ? null : coerceToString(attribute.slot, toStringBuiltin);
  };
  const ownFile = nameOf(attributes.get('_file')) ?? file;
  const freeform = attributes.get('freeformType');
  const type = freeform && setOf([['_module', setOf([['freeformType', freeform.slot]])]]);
  const config = type === undefined ? own.config : mkMerge([own.config, type]);
  return {
    file: ownFile,
    key: text('key') ?? key,
    imports: own.imports,
    disabledModules: listOf(attributes.get('disabledModules')),
    options: own.options,
    config: { file: ownFile, span, slot: config },
    span,
    rest: own.rest,
  };
}

/** What a module says that it is called: in messages, and where its definitions are asked for their file. */
function nameOf(attribute: Attribute | undefined): string | null {
  if (attribute === undefined) return null;
  const name = attempt(() => coerceToString(attribute.slot, toStringBuiltin));
  return typeof name === 'string' ? name : unknownFile;
}

interface Parts {
  readonly imports: List;
  readonly options: Slot;
  readonly config: Slot;
  readonly rest: Unknown | null;
}

function explicitParts(module: AttributeSet, key: string): Parts {
  const { attributes } = module;
  for (const name of attributes.keys()) {
    if (structural.includes(name)) continue;
    throw new NixError(
      'throw',
      `a module with \`config\` or \`options\` can't have ${quote(name)} beside them (module ${quote(key)})`,
      attributes.get(name)?.span ?? null,
    );
  }
  const config = slotIn(attributes, 'config');
  const meta = attributes.get('meta');
  return {
    imports: listOf(attributes.get('imports')),
    options: slotIn(attributes, 'options'),
    config: meta === undefined ? config : mkMerge([config, setOf([['meta', meta.slot]])]),
    rest: module.rest,
  };
}

/** An attribute, or an empty set where there is none; null is a value like others. */
function slotIn(attributes: AttributeSet['attributes'], name: string): Slot {
  const attribute = attributes.get(name);
  return attribute === undefined ? emptySet : attribute.slot;
}

function shorthandParts(module: AttributeSet): Parts {
  const config = new Map<string, Attribute>();
  for (const [name, attribute] of module.attributes) {
    if (!structuralOfShorthand.includes(name)) config.set(name, attribute);
  }
  const isConfiguration = ![...structural, ...structuralOfShorthand].some(
    (name) => unknownAttribute(module, name) !== null,
  );
  const required = listOf(module.attributes.get('require'));
  const imported = listOf(module.attributes.get('imports'));
  return {
    imports: list([...required.items, ...imported.items], required.rest ?? imported.rest),
    options: emptySet,
    config: attributeSet(config, isConfiguration ? module.rest : null, module.restNames),
    rest: isConfiguration ? null : module.rest,
  };
}

/** A list of modules, of which some or all may be unknown. */
function listOf(attribute: Attribute | undefined): List {
  if (attribute === undefined) return emptyList;
  const value = force(attribute.slot);
  if (typeof value === 'object' && value?.kind === 'unknown') return list([], value);
  return openList(value);
}

function mkMerge(contents: readonly Slot[]): AttributeSet {
  return setOf([
    ['_type', 'merge'],
    ['contents', list(contents)],
  ]);
}

/** What a module value is, before it is called or read. */
export type ModuleForm =
  | { readonly kind: 'function' }
  | { readonly kind: 'set'; readonly set: AttributeSet }
  /** `mkIf` or `mkOverride` around a module's configuration. */
  | { readonly kind: 'property'; readonly set: AttributeSet }
  | { readonly kind: 'file'; readonly path: string };

/**
 * @throws NixError for what nixpkgs does not take as a module, UnknownSignal
 */
export function moduleForm(slot: Slot): ModuleForm {
  const value = known(slot);
  if (typeof value === 'object' && value !== null) {
    switch (value.kind) {
      case 'lambda':
      case 'primop':
        return { kind: 'function' };
      case 'set':
        return setForm(value);
      case 'list':
        throw new NixError('throw', "a list can't be a module: `imports` may not be nested");
      default:
        break;
    }
  }
  return { kind: 'file', path: coerceToString(value, toStringBuiltin) };
}

/** The file or folder that a value is a path of, whatever text Nix has for it; null if it is none. */
export function placeOfPath(value: Value): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value.kind === 'path') return value.path;
  if (value.kind !== 'unknown' || value.place === null) return null;
  return resolve(value.place);
}

function setForm(set: AttributeSet): ModuleForm {
  if (set.attributes.has('__functor')) return { kind: 'function' };
  const type = typeTag(set);
  if (type === null || type === 'module') return { kind: 'set', set };
  if (type === 'if' || type === 'override') return { kind: 'property', set };
  throw new NixError('throw', `a value of type ${quote(String(type))} is not a module`);
}

function typeTag(set: AttributeSet): Value {
  const type = set.attributes.get('_type');
  return type === undefined ? null : known(type.slot);
}

/** The formals of a function, each with whether it has a default (`lib.functionArgs`). */
export function formalDefaults(value: Value): ReadonlyMap<string, Slot> {
  if (typeof value !== 'object' || value === null) return new Map();
  if (value.kind === 'lambda') {
    const { parameter } = value.code.expression;
    const formals = parameter.kind === 'formals' ? parameter.formals : [];
    return new Map(formals.map((formal) => [formal.name, formal.default !== null]));
  }
  if (value.kind !== 'set') return new Map();
  const declared = value.attributes.get('__functionArgs');
  if (declared === undefined) return formalDefaults(functionCallee(value));
  const { attributes } = completeSet(declared.slot);
  return new Map([...attributes].map(([name, { slot }]) => [name, slot]));
}

/** The names of the arguments that a module takes as formals. */
export function formalNames(value: Value): readonly string[] {
  return [...formalDefaults(value).keys()];
}
