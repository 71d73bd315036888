import type { Configuration } from '../modules/configuration.ts';
import { placeOf } from '../modules/merge-errors.ts';
import type { Definition, Level, Location, LostDefinition } from '../modules/option.ts';
import { type UnknownUse, unresolved } from '../modules/problems.ts';
import type { Diagnostic, Related } from '../report/diagnostic.ts';
import { isBeside, type Span } from '../report/span.ts';
import { ingredientsOf } from '../resolve/ingredients.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { originOf } from '../resolve/provenance.ts';
import { stack } from '../resolve/stack.ts';
import { storyOf } from '../resolve/story.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown, UnknownSignal } from '../resolve/unknown.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { compareBytes } from '../resolve/value.ts';
import type { Known, LostPlace } from './vm.ts';

/** Reads values of a configuration, and reports what can't be read. */
export interface Reader {
  /** The place of what concerns the configuration as a whole. */
  readonly entry: Span;
  readonly diagnostics: Diagnostic[];
  /** What a computation gives; null if it fails, which is reported, at its own place or at `fallback`. */
  readonly attempt: <T>(fallback: Span, compute: () => T) => T | null;
}

export function createReader(configuration: Configuration, diagnostics: Diagnostic[]): Reader {
  return {
    entry: configuration.entry,
    diagnostics,
    attempt: (fallback, compute) => {
      const { depth, calls } = stack;
      try {
        return compute();
      } catch (signal) {
        stack.depth = depth;
        stack.calls = calls;
        if (signal instanceof NixError) configuration.report(signal, fallback);
        else if (signal instanceof UnknownSignal) {
          diagnostics.push(unresolved('this', signal.unknown, fallback));
        } else throw signal;
        return null;
      }
    },
  };
}

/** Something to be read: a value, and the definitions that made it. */
export interface Readable {
  readonly value: Slot;
  readonly definitions: readonly Definition[];
  readonly lost: () => readonly LostDefinition[];
  /** The option that it is, from the root of the configuration; null if it is none. */
  readonly option: Location | null;
}

/**
 * The option at a path below a level; null if it can't be had, which is reported.
 *
 * @param location of the level in the configuration
 */
export function readableOption(
  level: Level,
  location: Location,
  path: Location,
  fallback: Span,
  reader: Reader,
): Readable | null {
  return reader.attempt(fallback, () => {
    const reading = level.option(path);
    if (reading === null) return null;
    const { value, merged } = reading;
    return {
      value,
      definitions: merged.definitions,
      lost: merged.lost,
      option: [...location, ...path],
    };
  });
}

/**
 * A value of a kind, and where it was written.
 *
 * @param what what it is, for messages: "`network.netvm` of `banking`"
 * @returns null if it fails, is unknown or is of another kind; the first two are reported
 */
export function readKnown<T extends string | boolean | null>(
  readable: Readable,
  what: string,
  fallback: Span,
  isKind: (value: Value) => value is T,
  reader: Reader,
): Known<T> | null {
  const use = useOf(readable) ?? fallback;
  const value = reader.attempt(use, () => attempt(() => force(readable.value)));
  if (isUnknown(value)) {
    reader.diagnostics.push(unresolved(what, value, use, useFor(readable)));
    return null;
  }
  return isKind(value)
    ? {
        value,
        ...wayOf(readable, fallback),
        lost: placesOf(readable.lost),
        madeFrom: () => ingredientsOf(readable.definitions[0]?.slot ?? readable.value),
        isDefault: isDefault(readable),
      }
    : null;
}

/** Whether the only definition is the default of a declaration of ours, which has no place. */
export function isDefault({ definitions }: Pick<Readable, 'definitions'>): boolean {
  return definitions.length > 0 && definitions.every(({ file, span }) => file === '' && !span);
}

/** How an unknown value came to be what this is. */
function useFor({ option, value, definitions: [definition] }: Readable): UnknownUse {
  const story = storyOf(definition?.slot ?? value);
  const named = definition && nameUsed(definition);
  const written = spanOfThunk(definition?.slot ?? value);
  const first =
    named == null || written === null
      ? []
      : [
          {
            message: `\`${named.source.text.slice(named.start, named.end)}\` is this`,
            span: written,
          },
        ];
  return { option: option && ['config', ...option], way: [...first, ...story] };
}

/** Where a value was written, and the places it came through. */
export function wayOf(
  { definitions: [definition], value }: Pick<Readable, 'definitions' | 'value'>,
  fallback: Span,
): { readonly span: Span; readonly related: readonly Related[] } {
  const { span, calls } = originOf(definition?.slot ?? value);
  const name = definition?.span ?? null;
  const place = span ?? name ?? fallback;
  const related: Related[] = calls.map((call) => ({
    message: 'it comes from this call',
    span: call,
  }));
  if (name !== null && !isBeside(name, place)) {
    related.push({ message: 'it is set here', span: name });
  }
  return { span: place, related };
}

/** Where the definitions stand that lost, by what gives these. */
export function placesOf(lost: () => readonly LostDefinition[]): () => readonly LostPlace[] {
  return () =>
    lost().map(({ definition, why }) => ({
      span: originOf(definition.slot).span ?? definition.span,
      why,
    }));
}

/** The expression that a value is used as: that of its definition, else that it was written as. */
export function useOf({
  definitions: [definition],
  value,
}: Pick<Readable, 'definitions' | 'value'>): Span | null {
  const written = spanOfThunk(definition?.slot ?? value);
  if (definition === undefined) return written ?? originOf(value).span;
  return nameUsed(definition) ?? written ?? definition.span ?? placeOf(definition);
}

function spanOfThunk(slot: Slot): Span | null {
  return typeof slot === 'object' && slot?.kind === 'thunk' ? slot.code.span : null;
}

/**
 * The name that a definition's value is, where it is nothing but one that is bound elsewhere (`netvm = gateway;`): it
 * has no thunk of its own. Null for any other, and for a parameter, whose thunk stands where it is given.
 */
function nameUsed({ slot, span: name }: Definition): Span | null {
  const written = spanOfThunk(slot);
  if (name === null || written === null) return null;
  const { source, end } = name;
  const value = /^\s*=\s*([A-Za-z_][\w'-]*)\s*;/.exec(source.text.slice(end, end + 200));
  const [whole = '', variable = ''] = value ?? [];
  const before = written.source.text.slice(Math.max(0, written.start - 200), written.start);
  if (variable === '' || !/=\s*$/.test(before)) return null;
  if (!before.trimEnd().slice(0, -1).trimEnd().endsWith(variable)) return null;
  const start = end + whole.lastIndexOf(variable);
  return { source, start, end: start + variable.length };
}

/** The name in the first of the definitions, by file and line. */
export function firstPlace(definitions: readonly Definition[]): Span | null {
  const spans = definitions.flatMap(({ span }) => span ?? []);
  const [first, ...others] = spans;
  if (first === undefined) return null;
  return others.reduce((least, span) => {
    const order = compareBytes(span.source.path, least.source.path) || span.start - least.start;
    return order < 0 ? span : least;
  }, first);
}
