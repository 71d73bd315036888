import { string } from '../demand.ts';
import { equal } from '../equal.ts';
import { spendReading } from '../stack.ts';
import type { StoredText } from '../stored-text.ts';
import { endsWith, includes, lengthOf, startsWith } from '../stored-text.ts';
import { coerceToText, interpolation } from '../text.ts';
import { force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { derived, UnknownSignal } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { textOf } from './operators.ts';

/*
 * What texts begin with, end with and hold. A path in the store is known but for its hash, and that seldom matters.
 */

export function hasPrefix(prefix: Slot, text: Slot): boolean {
  const start = partlyKnown(prefix);
  const whole = partlyKnown(text);
  if (isCoerced(prefix)) return false;
  if (isStored(start)) return sharesStart(start, whole);
  if (isStored(whole)) return decided(startsWith(whole.stored, start), whole);
  return equal(whole.slice(0, start.length), start);
}

export function hasSuffix(suffix: Slot, text: Slot): boolean {
  force(suffix);
  const whole = partlyKnown(text);
  const end = partlyKnown(suffix);
  if (isCoerced(suffix)) return false;
  if (isStored(end)) throw new UnknownSignal(derived(end));
  if (isStored(whole)) return decided(endsWith(whole.stored, end), whole);
  return whole.endsWith(end);
}

export function hasInfix(infix: Slot, text: Slot): boolean {
  const wanted = string(infix);
  const whole = partlyKnown(text);
  if (isStored(whole)) return decided(includes(whole.stored, wanted), whole);
  return whole.includes(wanted);
}

export function removePrefix(prefix: Slot, text: Slot): Value {
  if (!hasPrefix(prefix, text)) return force(text);
  const whole = partlyKnown(text);
  if (!isStored(whole)) return whole.slice(textOf(prefix).length);
  const start = partlyKnown(prefix);
  if (isStored(start)) return whole.stored.tail.slice(start.stored.tail.length);
  return start === '' ? whole : derived(whole);
}

export function removeSuffix(suffix: Slot, text: Slot): Value {
  if (!hasSuffix(suffix, text)) return force(text);
  const whole = partlyKnown(text);
  const { length } = textOf(suffix);
  if (!isStored(whole)) return whole.slice(0, whole.length - length);
  const { copy, tail } = whole.stored;
  return { ...derived(whole), stored: { copy, tail: tail.slice(0, tail.length - length) } };
}

/** An unknown text of which a part is known. */
type PartlyKnown = Unknown & { readonly stored: StoredText };

/** @throws UnknownSignal for a text of which nothing is known */
function partlyKnown(slot: Slot): string | PartlyKnown {
  const text = coerceToText(slot, interpolation);
  if (typeof text === 'string') {
    spendReading(text);
    return text;
  }
  if (isStored(text)) return text;
  throw new UnknownSignal(text);
}

function isStored(text: string | Unknown): text is PartlyKnown {
  return typeof text !== 'string' && text.stored !== null;
}

/** What only coerces to a string is measured as one, and compared as it is: it differs from every string. */
function isCoerced(slot: Slot): boolean {
  const value = force(slot);
  return typeof value === 'object' && (value?.kind === 'path' || value?.kind === 'set');
}

function decided(answer: boolean | null, text: Unknown): boolean {
  if (answer === null) throw new UnknownSignal(derived(text));
  return answer;
}

/** Whether a text begins with one of which the hash is not known. */
function sharesStart(start: PartlyKnown, whole: string | PartlyKnown): boolean {
  if (!isStored(whole)) {
    const isShorter = whole.length < lengthOf(start.stored);
    const begins = startsWith(start.stored, whole.slice(0, lengthOf(start.stored)));
    if (isShorter || begins === false) return false;
  } else if (whole.stored.copy === start.stored.copy) {
    return whole.stored.tail.startsWith(start.stored.tail);
  }
  throw new UnknownSignal(derived(start));
}
