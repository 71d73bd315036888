import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { boolean, known } from '../resolve/demand.ts';
import { describe } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { partType, tagged } from '../resolve/lib/type-value.ts';
import { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown, UnknownSignal, unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot } from '../resolve/value.ts';
import { attributeSet, emptySet, list, setOf } from '../resolve/value.ts';
import { showOption, showPlace } from './merge-errors.ts';
import { mergedTypeValue, mergeTypes } from './merge-types.ts';
import type { Elsewhere, Location, Option } from './option.ts';
import { nativeOption } from './option.ts';
import { subModulesOf, withSubModules } from './sub-modules.ts';

/** What a module declares at one place: an option, or a set of further declarations. */
export interface Declaration {
  readonly file: string;
  /** The attribute's name in the module; null for the root. */
  readonly span: Span | null;
  readonly slot: Slot;
}

/** The declarations below a place, by name, in the order of the modules. */
export interface DeclaredNames {
  readonly byName: ReadonlyMap<string, readonly Declaration[]>;
  /** Not null if there may be others. */
  readonly rest: Unknown | null;
}

/** @throws NixError for a declaration that is not a set */
export function declaredNames(
  location: Location,
  declarations: readonly Declaration[],
): DeclaredNames {
  const byName = new Map<string, Declaration[]>();
  let rest: Unknown | null = null;
  for (const { file, slot, span } of declarations) {
    const value = attempt(() => force(slot));
    if (isUnknown(value)) {
      rest ??= value;
      continue;
    }
    if (typeof value !== 'object' || value?.kind !== 'set') {
      const found = describe(value);
      const message = `the declarations of ${showPlace(location)} must be a set, not ${found}`;
      throw new NixError('throw', message, span);
    }
    rest ??= value.rest;
    for (const [name, attribute] of value.attributes) {
      const found = byName.get(name);
      const declaration = { file, span: attribute.span, slot: attribute.slot };
      if (found === undefined) byName.set(name, [declaration]);
      else found.push(declaration);
    }
  }
  return { byName, rest };
}

/** What declarations of one name are together: an option, a group of further ones, or both. */
export type DeclarationKind = 'option' | 'group' | 'mixed' | Unknown;

/** @throws NixError for a value of another type than `option` */
export function kindOfDeclarations(
  location: Location,
  declarations: readonly Declaration[],
): DeclarationKind {
  let options = 0;
  for (const { slot, span } of declarations) {
    const value = attempt(() => force(slot));
    if (isUnknown(value)) return value;
    if (typeof value !== 'object' || value?.kind !== 'set') continue;
    if (isOption(value, location, span)) options += 1;
    else if (value.rest !== null) return value.rest;
  }
  if (options === declarations.length) return 'option';
  return options === 0 ? 'group' : 'mixed';
}

function isOption(value: AttributeSet, location: Location, span: Span | null): boolean {
  const tag = value.attributes.get('_type');
  if (tag === undefined) return false;
  const type = known(tag.slot);
  if (type === 'option') return true;
  const found = typeof type === 'string' ? quote(type) : describe(type);
  const message = `\`${showOption(location)}\` is declared as ${found}, where an option is expected`;
  throw new NixError('throw', message, span);
}

/**
 * The option that declarations of one name make together (`mergeOptionDecls` and `fixupOptionType`), where
 * {@link kindOfDeclarations} finds one.
 *
 * @throws NixError if they contradict each other, UnknownSignal if one of them is unknown in part
 */
export function readOption(location: Location, declarations: readonly Declaration[]): Option {
  const parts = declarations.map((declaration) => readPart(declaration, location));
  const isMixed = parts.some(({ isGroup }) => isGroup);
  const merged = parts.reduce<Part | null>((found, part) => {
    if (isMixed && part.type?.kind !== 'submodule') throw nestedOptions(location, part);
    return found === null ? part : mergeParts(location, found, part);
  }, null);
  const { type: mergedType, settings, ...rest } = merged ?? emptyPart;
  const modules = parts.toReversed().flatMap(wrappedModules);
  const type = mergedType === null ? untyped : withSubModules(mergedType, modules);
  const isMerged = parts.filter((part) => part.type !== null).length > 1;
  const typeSlot = isMerged
    ? mergedTypeValue(type, location)
    : typeValue(type, settings.attributes.get('type')?.slot ?? null);
  const attributes = new Map(settings.attributes).set('type', { slot: typeSlot, span: null });
  return { ...rest, type, settings: attributeSet(attributes, settings.rest) };
}

const untyped: OptionType = { kind: 'unspecified', description: 'unspecified value' };

/** One declaration of an option. */
interface Part extends Omit<Option, 'type'> {
  readonly file: string;
  /** Null where it names none. */
  readonly type: OptionType | null;
  /** Whether it declares options below the option, and is made a submodule of. */
  readonly isGroup: boolean;
  /** Whether it is vmsilo's or NixOS' own. */
  readonly isNative: boolean;
  readonly elsewhere: Elsewhere | null;
}

const emptyPart: Part = {
  file: '',
  type: null,
  default: null,
  apply: null,
  readOnly: false,
  span: null,
  elsewhere: null,
  isGroup: false,
  isNative: false,
  settings: emptySet,
};

function readPart({ slot, span, file }: Declaration, location: Location): Part {
  const value = known(slot);
  if (typeof value !== 'object' || value?.kind !== 'set') {
    const message = `\`${showOption(location)}\` must be declared by a set, not ${describe(value)}`;
    throw new NixError('throw', message, span);
  }
  const native = nativeOption(value);
  if (native !== null) {
    const more = unknown('options', 'what its sources say of the option is not read');
    const fallback = native.default;
    const settings = setOf(fallback === null ? [] : [['default', fallback.slot]]);
    return {
      ...emptyPart,
      ...native,
      isNative: true,
      settings: attributeSet(settings.attributes, more),
    };
  }
  if (!isOption(value, location, span)) {
    return { ...emptyPart, file, span, type: groupType(value), isGroup: true };
  }
  if (value.rest !== null) throw new UnknownSignal(value.rest);
  const attribute = (name: string): Slot | undefined => value.attributes.get(name)?.slot;
  const fallback = attribute('default');
  const apply = attribute('apply');
  const readOnly = attribute('readOnly');
  const type = attribute('type');
  return {
    file,
    type: type === undefined ? null : partType(type),
    default: fallback === undefined ? null : { slot: fallback },
    // What is null is called, too, and fails.
    apply: apply === undefined ? null : delay(() => force(apply)),
    readOnly: readOnly !== undefined && boolean(readOnly),
    span,
    elsewhere: null,
    isGroup: false,
    isNative: false,
    settings: value,
  };
}

/** Options below an option that is a submodule: they are a module of it (`optionTreeToOption`). */
function groupType(options: AttributeSet): OptionType {
  return {
    kind: 'submodule',
    modules: [setOf([['options', options]])],
    specialArgs: emptySet,
    shorthandOnlyDefinesConfig: null,
    description: 'submodule',
  };
}

function nestedOptions(location: Location, { span, type }: Part): NixError {
  const name = showOption(location);
  const found = type?.description ?? 'unspecified value';
  const message = `\`${name}\` has options declared below it, which its type (${found}) does not allow`;
  return new NixError('throw', message, span);
}

const givenOnce = ['default', 'example', 'description', 'apply'];

function mergeParts(location: Location, left: Part, right: Part): Part {
  const bothGive = givenOnce.some(
    (name) => left.settings.attributes.has(name) && right.settings.attributes.has(name),
  );
  const type =
    left.type === null || right.type === null
      ? (left.type ?? right.type)
      : mergeTypes(left.type, right.type, right.span ?? left.span);
  const isRefused = type === null && left.type !== null && right.type !== null;
  if (bothGive || isRefused) throw contradiction(location, left, right);
  const attributes = new Map<string, Attribute>([
    ...right.settings.attributes,
    ...left.settings.attributes,
  ]);
  return {
    file: left.file,
    type,
    default: left.default ?? right.default,
    apply: left.apply ?? right.apply,
    readOnly: left.settings.attributes.has('readOnly') ? left.readOnly : right.readOnly,
    span: left.span ?? right.span,
    elsewhere: left.elsewhere ?? right.elsewhere,
    isGroup: left.isGroup || right.isGroup,
    isNative: left.isNative || right.isNative,
    settings: attributeSet(attributes, left.settings.rest ?? right.settings.rest),
  };
}

function contradiction(location: Location, left: Part, right: Part): NixError {
  const [place, other] = right.span === null ? [left.span, null] : [right.span, left.span];
  const message = `\`${showOption(location)}\` is declared twice, and the declarations contradict`;
  const error = new NixError('throw', message, place);
  error.help =
    left.isNative || right.isNative
      ? 'remove this: vmsilo or NixOS declares it; Nix fails here, too'
      : 'declare it once; Nix fails here, too';
  if (other !== null) error.frames.push({ span: other, message: 'also declared here' });
  return error;
}

/** The modules of a declaration's type, each imported by a module that names the file of the declaration. */
function wrappedModules({ type, file }: Part): readonly Slot[] {
  const modules = type === null ? null : subModulesOf(type);
  return (modules ?? []).map((module) =>
    setOf([
      ['_file', file],
      ['imports', list([module])],
    ]),
  );
}

/** A type as it stands among `options`: its check may be lost where its submodules get other modules. */
function typeValue(type: OptionType, declared: Slot | null): Slot {
  const value = declared === null ? null : attempt(() => force(declared));
  if (isUnknown(value)) return value;
  const more = unknown('options', 'the attributes of this type are not modelled');
  if (typeof value !== 'object' || value?.kind !== 'set') {
    const named = setOf([
      ['_type', 'option-type'],
      ['description', type.description],
    ]);
    return tagged(attributeSet(named.attributes, more), () => type);
  }
  const attributes = new Map(value.attributes);
  const isChanged = subModulesOf(type) !== null;
  if (isChanged) attributes.delete('check');
  return tagged(attributeSet(attributes, isChanged ? more : value.rest), () => type);
}
