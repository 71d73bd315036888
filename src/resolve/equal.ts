import { known } from './demand.ts';
import { describe } from './describe.ts';
import { NixError } from './nix-error.ts';
import { isNumeric, less, sameNumber } from './number.ts';
import { descend, spendReading, stack } from './stack.ts';
import { force } from './thunk.ts';
import type { Unknown } from './unknown.ts';
import { assumptions, isText, isUnknown, UnknownSignal, unknown } from './unknown.ts';
import type { AttributeSet, List, Slot, Value } from './value.ts';

/**
 * Nix's `==`. Lists and sets compare element by element; functions are equal only where Nix compares one slot
 * with itself.
 *
 * @throws UnknownSignal where it hangs on something unknown. A difference that is known decides.
 */
export function equal(left: Value, right: Value): boolean {
  const answer = compareEqual(left, right);
  if (typeof answer === 'boolean') return answer;
  throw new UnknownSignal(answer);
}

const height = 8;

function compareEqual(left: Value, right: Value): boolean | Unknown {
  if (isUnknown(left)) return unlessOther(left, right);
  if (isUnknown(right)) return unlessOther(right, left);
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    if (isNumeric(left) && isNumeric(right)) return sameNumber(left, right);
    if (typeof left === 'string' && typeof right === 'string') return sameText(left, right);
    return left === right;
  }
  descend(height);
  const answer = compareObjects(left, right);
  stack.depth -= height;
  return answer;
}

/** A text that is not known differs from all that is no text. */
function unlessOther(text: Unknown, other: Value): false | Unknown {
  return isText(text) && typeof other !== 'string' && !isUnknown(other) ? false : text;
}

function compareObjects(
  left: Exclude<Value, Unknown> & object,
  right: Exclude<Value, Unknown> & object,
): boolean | Unknown {
  switch (left.kind) {
    case 'float':
      return right.kind === 'float' && left.value === right.value;
    case 'path':
      return right.kind === 'path' && sameText(left.path, right.path);
    case 'list':
      return right.kind === 'list' && equalLists(left, right);
    case 'set':
      return right.kind === 'set' && equalSets(left, right);
    case 'lambda':
    case 'primop':
      return false;
  }
}

function sameText(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  spendReading(left);
  spendReading(right);
  return left === right;
}

function equalLists(left: List, right: List): boolean | Unknown {
  const rest = left.rest ?? right.rest;
  if (rest !== null) return rest;
  if (left.items.length !== right.items.length) return false;
  const pairs = left.items.map((item, index) => [item, right.items[index] ?? null] as const);
  return all(pairs, true);
}

/** Two derivations are equal when their output paths are, whatever else they hold. */
function equalSets(left: AttributeSet, right: AttributeSet): boolean | Unknown {
  const derivations = both(isDerivation(left), isDerivation(right));
  if (derivations === true) {
    const leftPath = left.attributes.get('outPath');
    const rightPath = right.attributes.get('outPath');
    if (leftPath && rightPath) return all([[leftPath.slot, rightPath.slot]], true);
    const rest = left.rest ?? right.rest;
    if (rest !== null) return rest;
  }
  const answer = equalAttributes(left, right);
  return answer === false && isUnknown(derivations) ? derivations : answer;
}

function isDerivation(set: AttributeSet): boolean | Unknown {
  const attribute = set.attributes.get('type');
  if (attribute === undefined) return set.rest ?? false;
  const type = force(attribute.slot);
  return isUnknown(type) ? type : type === 'derivation';
}

function both(left: boolean | Unknown, right: boolean | Unknown): boolean | Unknown {
  if (left === false || right === false) return false;
  return left === true ? right : left;
}

function equalAttributes(left: AttributeSet, right: AttributeSet): boolean | Unknown {
  const pairs: [Slot, Slot][] = [];
  for (const [name, { slot }] of left.attributes) {
    const other = right.attributes.get(name);
    if (other !== undefined) pairs.push([slot, other.slot]);
    else if (right.rest === null) return false;
  }
  const alone = right.attributes.size > pairs.length;
  if (alone && left.rest === null) return false;
  const rest = left.rest ?? right.rest;
  const answer = all(pairs, false);
  return answer === true && rest !== null ? rest : answer;
}

/**
 * The answer for all pairs. One that differs decides, even behind one that is unknown. Behind that, a failure
 * decides nothing: Nix may not come so far.
 *
 * @param isOrdered whether Nix compares in this order; for attributes it is that of its symbol table
 */
function all(pairs: readonly (readonly [Slot, Slot])[], isOrdered: boolean): boolean | Unknown {
  let pending: Unknown | null = null;
  let failure: NixError | null = null;
  const { depth, calls } = stack;
  for (const [index, [left, right]] of pairs.entries()) {
    let answer: boolean | Unknown;
    try {
      answer = sameSlot(left, right) ? holds(left) : compareEqual(force(left), force(right));
    } catch (signal) {
      if (!(signal instanceof NixError) || signal.kind === 'limit') throw signal;
      if (isOrdered && pending === null) throw signal;
      stack.depth = depth;
      stack.calls = calls;
      failure ??= signal;
      continue;
    }
    if (answer === false) {
      if (failure !== null) return unknown('==', 'it hangs on the order in which Nix compares');
      const others = isOrdered ? [] : pairs.slice(index + 1);
      if (pending !== null || others.some(mayFail)) assumptions.made += 1;
      return false;
    }
    if (answer !== true) pending ??= answer;
  }
  if (pending === null && failure !== null) throw failure;
  return pending ?? true;
}

/** Whether comparing two slots that need not be compared may fail, as far as can be seen without evaluating them. */
function mayFail([left, right]: readonly [Slot, Slot]): boolean {
  return !isScalar(left) || !isScalar(right);
}

function isScalar(slot: Slot): boolean {
  if (typeof slot !== 'object' || slot === null) return true;
  return slot.kind === 'thunk' && slot.state === 'done' && typeof slot.value !== 'object';
}

/** What is compared with itself is equal, once it has been evaluated. */
function holds(slot: Slot): true {
  if (isUnknown(force(slot))) assumptions.made += 1;
  return true;
}

/** Nix takes what it compares with itself for equal. */
function sameSlot(left: Slot, right: Slot): boolean {
  return left === right && !isUnknown(left);
}

/**
 * Nix's `<`, over numbers, strings (by bytes), paths, and lists of them.
 *
 * @throws NixError for other types, UnknownSignal
 */
export function lessThan(left: Value, right: Value): boolean {
  if (isNumeric(left) && isNumeric(right)) return less(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    spendReading(left);
    spendReading(right);
    return left < right;
  }
  if (typeof left === 'object' && typeof right === 'object' && left !== null && right !== null) {
    if (left.kind === 'path' && right.kind === 'path') return lessThan(left.path, right.path);
    if (left.kind === 'list' && right.kind === 'list') return lessList(left, right);
  }
  throw new NixError('type', `can't compare ${describe(left)} with ${describe(right)}`);
}

function lessList(left: List, right: List): boolean {
  const rest = left.rest ?? right.rest;
  if (rest !== null) throw new UnknownSignal(rest);
  descend(height);
  let answer = left.items.length < right.items.length;
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) {
      answer = false;
      break;
    }
    const same = sameSlot(item, other) ? holds(item) : equal(force(item), force(other));
    if (!same) {
      answer = lessThan(known(item), known(other));
      break;
    }
  }
  stack.depth -= height;
  return answer;
}
