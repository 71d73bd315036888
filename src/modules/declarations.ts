import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { boolean, known } from '../resolve/demand.ts';
import { describe } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { typeOf } from '../resolve/lib/types.ts';
import { NixError } from '../resolve/nix-error.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { showOption } from './merge-errors.ts';
import { mergeTypes } from './merge-types.ts';
import type { Location, Option } from './option.ts';
import { nativeOption } from './option.ts';

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
      const message = `the declarations of \`${showOption(location)}\` must be a set, not ${found}`;
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

/**
 * The option that declarations of one name make together; null if they are sets of declarations instead.
 *
 * @throws NixError if they contradict each other
 */
export function readOption(
  location: Location,
  declarations: readonly Declaration[],
): Option | Unknown | null {
  const options: Option[] = [];
  for (const declaration of declarations) {
    const value = attempt(() => force(declaration.slot));
    if (isUnknown(value)) return value;
    if (typeof value !== 'object' || value?.kind !== 'set') continue;
    const option = nativeOption(value) ?? readMkOption(value, location, declaration.span);
    if (option !== null) options.push(option);
  }
  const [first, ...others] = options;
  if (first === undefined) return null;
  if (options.length < declarations.length) return mixedDeclarations(location, first);
  return others.reduce((merged, option) => mergeOptions(location, merged, option), first);
}

function readMkOption(value: AttributeSet, location: Location, span: Span | null): Option | null {
  const tag = value.attributes.get('_type');
  if (tag === undefined) return null;
  const type = known(tag.slot);
  if (type !== 'option') {
    const found = typeof type === 'string' ? quote(type) : describe(type);
    const message = `\`${showOption(location)}\` is declared as ${found}, where an option is expected`;
    throw new NixError('throw', message, span);
  }
  const attribute = (name: string): Slot | undefined => value.attributes.get(name)?.slot;
  const fallback = attribute('default');
  const readOnly = attribute('readOnly');
  if (readOnly !== undefined) boolean(readOnly);
  return {
    type: readType(attribute('type')),
    default: fallback === undefined ? null : { slot: fallback },
    apply: attribute('apply') ?? null,
    span,
    elsewhere: null,
  };
}

const untyped: OptionType = { kind: 'unspecified', description: 'unspecified value' };

function readType(slot: Slot | undefined): OptionType {
  if (slot === undefined) return untyped;
  const value = attempt(() => force(slot));
  const type = typeof value === 'object' && value?.kind === 'set' ? typeOf(value) : null;
  return type ?? { kind: 'unmodelled', description: 'a type of its own making' };
}

function mergeOptions(location: Location, left: Option, right: Option): Option {
  const type = mergeTypes(left.type, right.type);
  const both = (name: 'default' | 'apply'): boolean => left[name] !== null && right[name] !== null;
  if (type === null || both('default') || both('apply')) {
    const message = `\`${showOption(location)}\` is declared twice, and the declarations contradict`;
    const error = new NixError('throw', message, right.span);
    if (left.span !== null) error.frames.push({ span: left.span, message: 'also declared here' });
    throw error;
  }
  return {
    type,
    default: left.default ?? right.default,
    apply: left.apply ?? right.apply,
    span: left.span ?? right.span,
    elsewhere: left.elsewhere ?? right.elsewhere,
  };
}

/** Options below an option: nixpkgs allows it where the option is a submodule. */
function mixedDeclarations(location: Location, option: Option): Option {
  const description = `declarations both of \`${showOption(location)}\` and below it`;
  return { ...option, type: { kind: 'unmodelled', description } };
}
