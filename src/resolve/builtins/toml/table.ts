import { quote } from '../../../report/quote.ts';
import type { Slot, Value } from '../../value.ts';
import { list, setOf } from '../../value.ts';
import type { Reader } from './reader.ts';

/** A table while it is being read. */
export interface Table {
  readonly kind: 'table';
  readonly members: Map<string, Member>;
  /**
   * How it came to be: `[table]`, only as a part of a longer header, by a dotted key, or in braces. That decides what
   * may still be added.
   */
  origin: 'header' | 'implicit' | 'dotted' | 'inline';
}

/** An array of tables, written `[[table]]`. */
interface Tables {
  readonly kind: 'tables';
  readonly tables: Table[];
}

interface Leaf {
  readonly kind: 'value';
  readonly value: Slot;
}

export type Member = Table | Tables | Leaf;

export function createTable(origin: Table['origin']): Table {
  return { kind: 'table', members: new Map(), origin };
}

/** The table that a `[header]` opens. */
export function openTable(root: Table, path: readonly string[], reader: Reader): Table {
  const [parent, name] = parentOf(root, path, reader);
  const found = parent.members.get(name);
  if (found === undefined) {
    const table = createTable('header');
    parent.members.set(name, table);
    return table;
  }
  if (found.kind !== 'table' || found.origin !== 'implicit') throw twice(name, reader);
  found.origin = 'header';
  return found;
}

/** The table that a `[[header]]` adds to its array. */
export function addTable(root: Table, path: readonly string[], reader: Reader): Table {
  const [parent, name] = parentOf(root, path, reader);
  const found = parent.members.get(name);
  const table = createTable('header');
  if (found === undefined) parent.members.set(name, { kind: 'tables', tables: [table] });
  else if (found.kind === 'tables') found.tables.push(table);
  else throw twice(name, reader);
  return table;
}

/** Sets `a.b.c = …` in a table. */
export function assign(
  table: Table,
  path: readonly string[],
  member: Member,
  reader: Reader,
): void {
  let inner = table;
  for (const name of path.slice(0, -1)) {
    const found = inner.members.get(name);
    if (found === undefined) {
      const next = createTable('dotted');
      inner.members.set(name, next);
      inner = next;
    } else if (found.kind === 'table' && found.origin === 'dotted') inner = found;
    else throw twice(name, reader);
  }
  const name = path.at(-1) ?? '';
  if (inner.members.has(name)) throw twice(name, reader);
  inner.members.set(name, member);
}

export function tableValue(table: Table): Value {
  return setOf(Array.from(table.members, ([name, member]) => [name, memberValue(member)] as const));
}

export function memberValue(member: Member): Slot {
  switch (member.kind) {
    case 'table':
      return tableValue(member);
    case 'tables':
      return list(member.tables.map(tableValue));
    case 'value':
      return member.value;
  }
}

function parentOf(root: Table, path: readonly string[], reader: Reader): readonly [Table, string] {
  let inner = root;
  for (const name of path.slice(0, -1)) {
    const found = inner.members.get(name);
    if (found === undefined) {
      const next = createTable('implicit');
      inner.members.set(name, next);
      inner = next;
      continue;
    }
    const next = found.kind === 'tables' ? found.tables.at(-1) : found;
    if (next?.kind !== 'table' || next.origin === 'inline') throw twice(name, reader);
    inner = next;
  }
  return [inner, path.at(-1) ?? ''];
}

function twice(name: string, reader: Reader) {
  return reader.fail(`${quote(name)} is defined twice`);
}
