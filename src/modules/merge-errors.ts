import { quote, show } from '../report/quote.ts';
import { isBeside, type Span } from '../report/span.ts';
import { describeValue } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { NixError, type NixErrorKind } from '../resolve/nix-error.ts';
import { originOf } from '../resolve/provenance.ts';
import { force } from '../resolve/thunk.ts';
import type { Definition, Location } from './option.ts';

/** Where a definition's value was written; else where it was defined. */
export function placeOf(definition: Definition): Span | null {
  return originOf(definition.slot).span ?? definition.span;
}

/** An option's name as a user writes it: `programs.vmsilo.nixosVms.banking`. */
export function showOption(location: Location): string {
  return location
    .map((name) => (/^[A-Za-z_][\w'-]*$/.test(name) ? name : `"${show(name)}"`))
    .join('.');
}

/** A place among options, for messages. */
export function showPlace(location: Location): string {
  return location.length === 0 ? 'the configuration' : `\`${showOption(location)}\``;
}

/** A definition that is not of its option's type. */
export function wrongType(location: Location, type: OptionType, definition: Definition): NixError {
  const found = describeValue(attempt(() => force(definition.slot)));
  const error = new NixError(
    'type-mismatch',
    `\`${showOption(location)}\` must be ${type.description}, but this is ${found}`,
    placeOf(definition),
  );
  addDefinition(error, definition, location);
  return error;
}

/** Definitions that a type takes alone, and not together. */
export function wrongTogether(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
): NixError {
  const message = `\`${showOption(location)}\` must be ${type.description}, and its definitions differ in which of these they are`;
  const error = together('type-mismatch', message, definitions);
  error.help = 'give all of them values of one type';
  return error;
}

/** Definitions of one priority that differ. */
export function conflict(location: Location, definitions: readonly Definition[]): NixError {
  const message = `\`${showOption(location)}\` has definitions of the same priority that differ`;
  return together('conflicting-definitions', message, definitions);
}

/** Definitions of one priority, where a single one is allowed. */
export function severalDefinitions(
  location: Location,
  definitions: readonly Definition[],
): NixError {
  const message = `\`${showOption(location)}\` has several definitions of the same priority, and takes only one`;
  return together('conflicting-definitions', message, definitions);
}

/** The later one is the place, the others are related. */
function together(
  kind: NixErrorKind,
  message: string,
  definitions: readonly Definition[],
): NixError {
  const places = definitions
    .map((definition) => ({ definition, span: placeOf(definition) }))
    .sort((left, right) => comparePlaces(left.span, right.span));
  const last = places.at(-1);
  const error = new NixError(kind, message, last?.span ?? null);
  for (const { definition, span } of places.slice(0, -1)) {
    if (span === null) continue;
    const value = describeValue(attempt(() => force(definition.slot)));
    error.frames.push({ span, message: `it is ${value} here` });
  }
  return error;
}

function comparePlaces(left: Span | null, right: Span | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (left.source.path !== right.source.path) return left.source.path < right.source.path ? -1 : 1;
  return left.start - right.start;
}

function addDefinition(error: NixError, { span }: Definition, location: Location): void {
  if (span === null || (error.span !== null && isBeside(span, error.span))) return;
  error.frames.push({ span, message: `defined here, as ${quote(location.at(-1) ?? '')}` });
}

/** An option without definition or default that is needed. */
export function noDefinition(location: Location): NixError {
  const error = new NixError('throw', `\`${showOption(location)}\` is used, but has no value`);
  error.help = 'define it, or declare it with a default; Nix fails here, too';
  return error;
}

/** A property that nixpkgs does not push down, around a group of options: its attributes are left, `_type` first. */
export function wrappedGroup(location: Location, type: Definition): NixError {
  const message = `${showPlace(location)} is a group of options: \`mkIf\`, \`mkMerge\` and \`mkOverride\` can stand around it, and nothing else`;
  const error = new NixError('throw', message, type.span);
  error.help = 'put it around the options in the group; Nix fails here, too';
  return error;
}

/** `mkOrder` or `mkDefinition` around a submodule, which fails in nixpkgs. */
export function wrappedSubmodule(location: Location, definition: Definition): NixError {
  return new NixError(
    'type',
    `\`${showOption(location)}\` can't have \`mkBefore\`, \`mkAfter\` or \`mkOrder\` around it`,
    definition.span,
  );
}
