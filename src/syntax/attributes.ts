import type { Diagnostic } from '../report/diagnostic.ts';
import { show } from '../report/quote.ts';
import type { Source } from '../report/span.ts';
import type {
  Attribute,
  AttributeName,
  AttributeSet,
  Bindings,
  DynamicAttribute,
  Expression,
  Node,
} from './expression.ts';
import { addMistake } from './mistakes.ts';

/**
 * The attribute sets of one program while it is lowered: Nix merges `a.b = 1; a = { c = 2; };` into one set for `a`,
 * so a set stays open until its program is complete.
 *
 * Source: `ParserState::addAttr` in Nix's src/libexpr/parser-state.hh.
 */
export interface OpenSets {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
  readonly open: WeakMap<Expression, OpenSet>;
}

/** A set that further attributes may join. */
export interface OpenSet {
  readonly set: AttributeSet;
  readonly names: Map<string, Attribute>;
  readonly attributes: Attribute[];
  readonly dynamic: DynamicAttribute[];
  readonly inheritSources: Expression[];
}

export function openSet(sets: OpenSets, recursive: boolean, { start, end }: Node): OpenSet {
  const content = { attributes: [], dynamic: [], inheritSources: [] };
  const bindings: Bindings = content;
  const set: AttributeSet = { kind: 'attribute-set', start, end, recursive, bindings };
  const opened = { set, names: new Map(), ...content };
  sets.open.set(set, opened);
  return opened;
}

/** `path = value;`. The sets that all names of the path but the last stand for are found or made. */
export function define(
  sets: OpenSets,
  set: OpenSet,
  path: readonly AttributeName[],
  value: Expression,
): void {
  let inner = set;
  const way: string[] = [];
  for (const [index, element] of path.entries()) {
    const { name, start, end } = element;
    const isLast = index === path.length - 1;
    if (typeof name !== 'string') {
      const nested = isLast ? null : openSet(sets, false, { start, end: value.end });
      inner.dynamic.push({ name, start, end, value: nested?.set ?? value });
      if (nested !== null) inner = nested;
      way.push('${…}');
      continue;
    }
    if (isLast) {
      add(sets, inner, { kind: 'plain', name, start, end, value }, way);
      continue;
    }
    const present = inner.names.get(name);
    way.push(name);
    if (present === undefined) {
      const nested = openSet(sets, false, { start, end: value.end });
      insert(inner, { kind: 'plain', name, start, end, value: nested.set });
      inner = nested;
    } else {
      const nested = openValue(sets, present);
      if (nested === null) {
        reportDuplicate(sets, way, element, present);
        return;
      }
      inner = nested;
    }
  }
}

/**
 * Adds an attribute. Where there is one of its name, and both are sets, the new one's attributes join the present
 * set, which stays recursive or not; otherwise it is reported.
 *
 * @param way the names that lead to `set`, for the message
 */
export function add(
  sets: OpenSets,
  set: OpenSet,
  attribute: Attribute,
  way: readonly string[] = [],
): void {
  const pending = [{ set, attribute, way }];
  for (const { set, attribute, way } of pending) {
    const present = set.names.get(attribute.name);
    if (present === undefined) {
      insert(set, attribute);
      continue;
    }
    const wayHere = [...way, attribute.name];
    const into = openValue(sets, present);
    const from = openValue(sets, attribute);
    if (into === null || from === null) {
      reportDuplicate(sets, wayHere, attribute, present);
      continue;
    }
    const offset = into.inheritSources.length;
    for (const inheritSource of from.inheritSources) into.inheritSources.push(inheritSource);
    for (const dynamic of from.dynamic) into.dynamic.push(dynamic);
    for (const moved of from.attributes) {
      pending.push({ set: into, attribute: withSourceOffset(moved, offset), way: wayHere });
    }
  }
}

function insert(set: OpenSet, attribute: Attribute): void {
  set.names.set(attribute.name, attribute);
  set.attributes.push(attribute);
}

function openValue(sets: OpenSets, attribute: Attribute): OpenSet | null {
  return attribute.kind === 'plain' ? (sets.open.get(attribute.value) ?? null) : null;
}

function withSourceOffset(attribute: Attribute, offset: number): Attribute {
  return attribute.kind === 'inherited-from'
    ? { ...attribute, inheritSource: attribute.inheritSource + offset }
    : attribute;
}

function reportDuplicate(
  sets: OpenSets,
  way: readonly string[],
  { start, end }: Node,
  first: Attribute,
): void {
  const { source, diagnostics } = sets;
  const name = `\`${way.map(show).join('.')}\``;
  addMistake(diagnostics, {
    code: 'duplicate-attribute',
    message: `attribute ${name} is defined twice`,
    help: 'remove one of the two definitions',
    span: { source, start, end },
    related: [
      { message: 'first defined here', span: { source, start: first.start, end: first.end } },
    ],
  });
}
