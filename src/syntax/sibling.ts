import type { Node } from 'web-tree-sitter';
import type { Source, Span } from '../report/span.ts';
import { loadedParser } from './parser.ts';

/** Text to put into a file, before the byte at an offset. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Puts an attribute next to one that is written out: where a value is bound by `name = value;`, in sets inside sets
 * that are bound by the other names of a path, adds a binding of `sibling` below it, in the style of the first.
 *
 * @param value a whole bound expression
 * @param path the last names that lead to it, all of them plain
 * @param expression Nix, for the sibling; one line
 * @returns null where the place is not plain: the value is bound otherwise, or the sibling is there already
 */
export function insertSibling(
  { source, start, end }: Span,
  path: readonly string[],
  sibling: string,
  expression: string,
): Insertion | null {
  return loadedParser().withTree(source.text, ({ rootNode }) => {
    const found = rootNode.descendantForIndex(start, Math.max(start, end - 1));
    const binding = found && bindingOf(found, start, end);
    if (binding == null || !isBoundBy(binding, path)) return null;
    if (siblingsOf(binding).some((other) => lastName(other) === sibling)) return null;
    return insertionAfter(binding, sibling, expression, source);
  });
}

/** The binding of an expression, which may have a priority. */
function bindingOf(node: Node, start: number, end: number): Node | null {
  let outer: Node = node;
  while (outer.startIndex === start && outer.endIndex === end && outer.parent !== null) {
    const { parent } = outer;
    if (parent.type === 'binding') return parent;
    const isPrioritised = parent.type === 'apply_expression' && parent.endIndex === end;
    if (isPrioritised && /^(lib\.)?mk(Default|Force)$/.test(functionIn(parent))) {
      return bindingOf(parent, parent.startIndex, end);
    }
    outer = parent;
  }
  return null;
}

function functionIn(application: Node): string {
  return application.childForFieldName('function')?.text ?? '';
}

/** Whether the names from the sets around a binding to its own end with the path. */
function isBoundBy(binding: Node, path: readonly string[]): boolean {
  const names = namesOf(binding);
  if (names === null) return false;
  const own = names.slice(-path.length);
  const rest = path.slice(0, path.length - own.length);
  if (own.some((name, index) => name !== path[rest.length + index])) return false;
  if (rest.length === 0) return true;
  const set = binding.parent;
  const outer = set?.parent;
  if (set?.type !== 'attrset_expression' || outer?.type !== 'binding') return false;
  return isBoundBy(outer, rest);
}

function siblingsOf(binding: Node): readonly Node[] {
  return (binding.parent?.children ?? []).filter((node) => node?.type === 'binding');
}

function lastName(binding: Node): string | null {
  return namesOf(binding)?.at(-1) ?? null;
}

/** The names in a binding's attribute path; null if one is not plain. */
function namesOf(binding: Node): readonly string[] | null {
  const attributes = binding.childForFieldName('attrpath')?.childrenForFieldName('attr') ?? [];
  const names = attributes.map((node) => (node === null ? null : plainName(node)));
  return names.includes(null) ? null : names.filter((name) => name !== null);
}

function plainName({ text }: Node): string | null {
  const [, quoted] = /^"([^"\\$]*)"$/.exec(text) ?? [];
  return quoted ?? (/^[A-Za-z_][\w'-]*$/.test(text) ? text : null);
}

/** On a line of its own if the binding has one, else behind it. */
function insertionAfter(
  binding: Node,
  sibling: string,
  expression: string,
  { text }: Source,
): Insertion {
  const path = binding.childForFieldName('attrpath');
  const last = path?.childrenForFieldName('attr').at(-1);
  const prefix = text.slice(binding.startIndex, last?.startIndex ?? binding.startIndex);
  const written = `${prefix}${sibling} = ${expression};`;
  const lineStart = text.lastIndexOf('\n', binding.startIndex - 1) + 1;
  const indentation = text.slice(lineStart, binding.startIndex);
  const [behind = ''] = /^[ \t]*(#[^\r\n]*)?\r?\n/.exec(text.slice(binding.endIndex)) ?? [];
  if (behind === '' || /\S/.test(indentation)) {
    return { offset: binding.endIndex, text: ` ${written}` };
  }
  const lineEnd = behind.endsWith('\r\n') ? '\r\n' : '\n';
  return {
    offset: binding.endIndex + behind.length,
    text: `${indentation}${written}${lineEnd}`,
  };
}
