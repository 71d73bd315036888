import { attribute, call } from './apply.ts';
import { known } from './demand.ts';
import { describe } from './describe.ts';
import { fixedText } from './float-text.ts';
import { NixError } from './nix-error.ts';
import { descend, spendReading, spendText, stack } from './stack.ts';
import { inSource, ownCopy } from './stored-text.ts';
import { force } from './thunk.ts';
import type { Unknown } from './unknown.ts';
import { assumptions, isUnknown, pathTo, UnknownSignal, unknown } from './unknown.ts';
import type { AttributeSet, List, Path, Slot, Value } from './value.ts';

/** How much becomes a string: see `coerceToString`. */
export interface Coercion {
  /** Also null, Booleans, numbers and lists, as `toString` takes them. */
  readonly more: boolean;
  /** A path becomes the store path of its copy, which is unknown; else it is its own text. */
  readonly copyPaths: boolean;
}

export const interpolation: Coercion = { more: false, copyPaths: true };
export const concatenation: Coercion = { more: false, copyPaths: false };
export const toStringBuiltin: Coercion = { more: true, copyPaths: false };

/**
 * The string that Nix makes of a value (`coerceToString` of its `eval.cc`), to be read.
 *
 * @throws NixError where it makes none, UnknownSignal
 */
export function coerceToString(slot: Slot, coercion: Coercion): string {
  const text = coerced(slot, coercion);
  spendReading(text);
  return text;
}

/** As {@link coerceToString}, where the text is not read, but only passed on or added to another. */
export function coerced(slot: Slot, coercion: Coercion): string {
  const value = known(slot);
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    switch (value.kind) {
      case 'path': {
        const text = pathText(value, coercion);
        if (isUnknown(text)) throw new UnknownSignal(text);
        return text;
      }
      case 'set':
        return coerceSet(value, coercion);
      case 'list':
        if (coercion.more) return coerceList(value, coercion);
        break;
      case 'float':
        if (coercion.more) return floatText(value.value);
        break;
      default:
        break;
    }
  } else if (coercion.more) return coerceScalar(value);
  throw new NixError('type', `can't turn ${describe(value)} into a string`);
}

function coerceScalar(value: null | boolean | number | bigint): string {
  if (value === null || value === false) return '';
  return value === true ? '1' : String(value);
}

function floatText(value: number): string {
  if (!Number.isNaN(value)) return fixedText(value);
  throw new UnknownSignal(unknown('NaN', 'the sign that Nix shows it with hangs on the processor'));
}

/** Stack units that a value takes besides those of what it is coerced from. */
const height = 6;

function coerceSet(set: AttributeSet, coercion: Coercion): string {
  descend(height);
  let text: string;
  if (set.attributes.has('__toString')) {
    text = coerced(call(attribute(set, '__toString'), set), coercion);
  } else if (set.attributes.has('outPath')) {
    text = coerced(attribute(set, 'outPath'), coercion);
  } else if (set.rest !== null) throw new UnknownSignal(set.rest);
  else throw new NixError('type', "can't turn a set into a string");
  stack.depth -= height;
  return text;
}

/** Items are separated by a space, but for one behind an empty list. */
function coerceList(list: List, coercion: Coercion): string {
  if (list.rest !== null) throw new UnknownSignal(list.rest);
  descend(height);
  let text = '';
  for (const [index, item] of list.items.entries()) {
    const piece = coerced(item, coercion);
    spendText(text.length + piece.length, piece.length);
    text += piece;
    if (index < list.items.length - 1 && !isEmptyList(force(item))) text += ' ';
  }
  stack.depth -= height;
  return text;
}

function isEmptyList(value: Value): boolean {
  return typeof value === 'object' && value?.kind === 'list' && value.items.length === 0;
}

/** The text of a path, which is not known where that is in the store: in the copy of its flake, or a copy of its own. */
function pathText({ path, copiedFrom }: Path, { copyPaths }: Coercion): string | Unknown {
  if (!copyPaths) return copiedFrom === null ? path : pathTo(path, inSource(copiedFrom, path));
  // Nix fails where there is nothing to copy.
  assumptions.made += 1;
  // The copy of a copy is named after the store path that it was.
  return pathTo(path, path === copiedFrom ? null : ownCopy(path));
}

/**
 * As {@link coerceToString}, for where an unknown result is a value like others: then it may still be known what
 * it is the path of.
 */
export function coerceToText(slot: Slot, coercion: Coercion): string | Unknown {
  const value = force(slot);
  if (isUnknown(value)) return value;
  if (typeof value === 'object' && value !== null) {
    if (value.kind === 'path') return pathText(value, coercion);
    const outPath = value.kind === 'set' ? value.attributes.get('outPath') : undefined;
    if (outPath !== undefined && value.kind === 'set' && !value.attributes.has('__toString')) {
      descend(height);
      const text = coerceToText(outPath.slot, coercion);
      stack.depth -= height;
      return text;
    }
  }
  return coerced(value, coercion);
}

/** Whether it is known what an unknown text is the path of. */
export function isPath({ place, within }: Unknown): boolean {
  return place !== null || within !== null;
}

/** Text behind one that is unknown: what this is the path of, it names something below. */
export function append(start: Unknown, text: string): Unknown {
  const { place, stored, within } = start;
  spendText((place?.length ?? 0) + text.length, text.length);
  return {
    ...start,
    place: place === null ? null : place + text,
    stored: stored === null ? null : { ...stored, tail: stored.tail + text },
    within: within === null ? null : { ...within, path: within.path + text },
  };
}
