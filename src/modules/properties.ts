import { attribute } from '../resolve/apply.ts';
import { known, openList } from '../resolve/demand.ts';
import { describe } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import { isContextual, NixError } from '../resolve/nix-error.ts';
import { isNumeric } from '../resolve/number.ts';
import { descend, stack } from '../resolve/stack.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { assumptions, derived, isUnknown, UnknownSignal } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, setOf, unknownAttribute } from '../resolve/value.ts';
import type { Definition } from './option.ts';

/** `mkOverride`'s priority of a definition that has none (`defaultOverridePriority`). */
export const normalPriority = 100;

/** The priority of an option's `default` (`mkOptionDefault`). */
export const defaultPriority = 1500;

/** `mkOrder`'s priority of a definition that has none. */
const normalOrder = 1000;

type Property = 'merge' | 'if' | 'override' | 'order' | 'definition';

const properties: ReadonlySet<string> = new Set<Property>([
  'merge',
  'if',
  'override',
  'order',
  'definition',
]);

/** The property that a value is, by its `_type`; null for a plain value, or unknown. */
function propertyOf(
  value: Value,
): { readonly kind: Property; readonly set: AttributeSet } | Unknown | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value.kind === 'unknown') return derived(value);
  if (value.kind !== 'set') return null;
  const type = value.attributes.get('_type');
  if (type === undefined) {
    const unknown = unknownAttribute(value, '_type');
    return unknown === null ? null : derived(unknown);
  }
  const tag = force(type.slot);
  if (isUnknown(tag)) return derived(tag);
  return typeof tag === 'string' && isProperty(tag) ? { kind: tag, set: value } : null;
}

function isProperty(tag: string): tag is Property {
  return properties.has(tag);
}

/**
 * The sets of definitions below an attribute, with `mkMerge` expanded, and `mkIf` and `mkOverride` pushed into
 * the attributes (`pushDownProperties` of nixpkgs' `lib/modules.nix`).
 *
 * @returns definitions whose value is no property, or is unknown
 */
export function pushDownProperties(definition: Definition): readonly Definition[] {
  descend(propertyHeight);
  const pushed = pushDown(definition);
  stack.depth -= propertyHeight;
  return pushed;
}

/** Stack units that a property around another one takes: an option that is an alias of itself has no last one. */
const propertyHeight = 6;

function pushDown(definition: Definition): readonly Definition[] {
  const value = attempt(() => force(definition.slot));
  const property = propertyOf(value);
  if (property === null) return [{ ...definition, slot: value }];
  if (property.kind === 'unknown') return [{ ...definition, slot: property }];
  const content = attributeSlot(property.set);
  switch (property.kind) {
    case 'merge':
      return contentsOf(definition, property.set).flatMap(pushDownProperties);
    case 'if': {
      const condition = content('condition');
      const push = (slot: Slot): Slot => mkIf(condition, slot);
      return pushDownProperties({ ...definition, slot: content('content') }).map((inner) =>
        mapDefinition(inner, push),
      );
    }
    case 'override': {
      const priority = content('priority');
      const push = (slot: Slot): Slot => mkOverride(priority, slot);
      return pushDownProperties({ ...definition, slot: content('content') }).map((inner) =>
        mapDefinition(inner, push),
      );
    }
    case 'order':
    case 'definition':
      return [{ ...definition, slot: value }];
  }
}

function attributeSlot(property: AttributeSet): (name: string) => Slot {
  return (name) => property.attributes.get(name)?.slot ?? attribute(property, name);
}

/** The definitions in a `mkMerge`; with one that is unknown where there may be more. */
function contentsOf(definition: Definition, property: AttributeSet): readonly Definition[] {
  const contents = attempt(() => openList(attribute(property, 'contents')));
  if (isUnknown(contents)) return [{ ...definition, slot: contents }];
  const { items, rest } = openList(contents);
  const definitions = items.map((slot) => ({ ...definition, slot }));
  return rest === null ? definitions : [...definitions, { ...definition, slot: derived(rest) }];
}

/** Puts something around each attribute of a definition that is a set. */
export function mapDefinition(definition: Definition, push: (slot: Slot) => Slot): Definition {
  const value = force(definition.slot);
  if (typeof value !== 'object' || value?.kind !== 'set') return definition;
  const attributes = new Map<string, Attribute>();
  for (const [name, { slot, span }] of value.attributes) {
    attributes.set(name, { slot: push(slot), span });
  }
  return { ...definition, slot: attributeSet(attributes, value.rest, value.restNames) };
}

/** `lib.mkIf` */
export function mkIf(condition: Slot, content: Slot): AttributeSet {
  return setOf([
    ['_type', 'if'],
    ['condition', condition],
    ['content', content],
  ]);
}

/** `lib.mkOverride` */
export function mkOverride(priority: Slot, content: Slot): AttributeSet {
  return setOf([
    ['_type', 'override'],
    ['priority', priority],
    ['content', content],
  ]);
}

/** A definition whose conditions hold, or of which that can't be known. */
export interface Discharged {
  readonly definition: Definition;
  /** What it hangs on whether the definition counts; null if it does. */
  readonly condition: Unknown | null;
}

/**
 * The definitions that are left of one when `mkMerge` is expanded and conditions are evaluated
 * (`dischargeProperties`).
 */
export function dischargeProperties(
  definition: Definition,
  condition: Unknown | null = null,
): readonly Discharged[] {
  descend(propertyHeight);
  const discharged = discharge(definition, condition);
  stack.depth -= propertyHeight;
  return discharged;
}

function discharge(definition: Definition, condition: Unknown | null): readonly Discharged[] {
  const value = attempt(() => force(definition.slot));
  const property = propertyOf(value);
  if (property === null) return [{ definition, condition }];
  if (property.kind === 'unknown') {
    const slot = isUnknown(value) ? definition.slot : property;
    return [{ definition: { ...definition, slot }, condition }];
  }
  const content = attributeSlot(property.set);
  switch (property.kind) {
    case 'merge':
      return contentsOf(definition, property.set).flatMap((item) =>
        dischargeProperties(item, condition),
      );
    case 'if': {
      const holds = attempt(() => force(content('condition')));
      if (holds === false) return [];
      const inner = { ...definition, slot: content('content') };
      if (isUnknown(holds)) return dischargeUncertain(inner, condition ?? holds);
      if (holds === true) return dischargeProperties(inner, condition);
      throw new NixError('throw', `\`mkIf\` called with ${describe(holds)} as its condition`);
    }
    case 'definition':
      return [
        { definition: { ...definition, slot: content('value'), isWrapped: true }, condition },
      ];
    case 'override':
    case 'order':
      return [{ definition, condition }];
  }
}

/**
 * The definitions that {@link dischargeProperties} leaves out of one, because their condition is false; of those under an
 * unknown one, none.
 */
export function dischargedAway(definition: Definition): readonly Definition[] {
  const property = propertyOf(attempt(() => force(definition.slot)));
  if (property === null || property.kind === 'unknown') return [];
  const content = attributeSlot(property.set);
  switch (property.kind) {
    case 'merge':
      return contentsOf(definition, property.set).flatMap(dischargedAway);
    case 'if': {
      const inner = { ...definition, slot: content('content') };
      const holds = attempt(() => force(content('condition')));
      if (holds === false) return [inner];
      return holds === true ? dischargedAway(inner) : [];
    }
    case 'definition':
    case 'override':
    case 'order':
      return [];
  }
}

/**
 * What is left of a definition that may not count. One that fails does not, where Nix gives a value at all; one that
 * fails only here (a recursion, a limit) is unknown.
 */
function dischargeUncertain(definition: Definition, condition: Unknown): readonly Discharged[] {
  const { depth, calls } = stack;
  try {
    const discharged = dischargeProperties(definition, condition);
    for (const each of discharged) rankOf(takePriority(each.definition).priority);
    return discharged;
  } catch (signal) {
    stack.depth = depth;
    stack.calls = calls;
    assumptions.made += 1;
    if (signal instanceof UnknownSignal) return unknownWithin(definition, signal.unknown);
    if (!(signal instanceof NixError)) throw signal;
    return isContextual(signal) ? unknownWithin(definition, condition) : [];
  }
}

function unknownWithin(definition: Definition, cause: Unknown): readonly Discharged[] {
  return [{ definition: { ...definition, slot: derived(cause) }, condition: cause }];
}

/** A definition without `mkOverride` around it, and the priority that this gave. */
export interface Prioritised {
  readonly definition: Definition;
  readonly priority: Slot;
}

/** Takes one `mkOverride` off a discharged definition. */
export function takePriority(definition: Definition): Prioritised {
  const property = propertyOf(force(definition.slot));
  if (property === null || property.kind !== 'override') {
    return { definition, priority: normalPriority };
  }
  const content = attributeSlot(property.set);
  return {
    definition: { ...definition, slot: content('content') },
    priority: content('priority'),
  };
}

/**
 * A priority or a place in order, to be compared with others.
 *
 * @throws NixError if it is no number, UnknownSignal
 */
export function rankOf(slot: Slot): number {
  const value = known(slot);
  if (isNumeric(value)) return typeof value === 'object' ? value.value : Number(value);
  throw new NixError('type', `a priority must be a number, not ${describe(value)}`);
}

/** Sorts by `mkOrder`, and takes that off (`sortProperties`); the sort is stable. */
export function sortProperties(definitions: readonly Definition[]): readonly Definition[] {
  const ordered = definitions.map((definition) => {
    const property = propertyOf(force(definition.slot));
    if (property === null || property.kind !== 'order') {
      return { definition, order: normalOrder, isOrdered: false };
    }
    const content = attributeSlot(property.set);
    const order = delay(() => force(content('priority')));
    const inner = { ...definition, slot: content('content'), isWrapped: true };
    return { definition: inner, order, isOrdered: true };
  });
  const stripped = ordered.map(({ definition }) => definition);
  if (ordered.length < 2 || !ordered.some(({ isOrdered }) => isOrdered)) return stripped;
  return ordered
    .map(({ definition, order }) => ({ definition, rank: rankOf(order) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ definition }) => definition);
}
