import { call } from '../apply.ts';
import { boolean, completeSet, known, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { joined } from '../joined.ts';
import { descend, stack } from '../stack.ts';
import { coerceToString, concatenation, toStringBuiltin } from '../text.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { sortedNames } from '../value.ts';
import type { Library } from './library.ts';
import { apply, formals, hasAttribute, select, selectOr, textOf } from './operators.ts';
import { escapeNixIdentifier } from './strings-escape.ts';
import { functionArgs, isFunction } from './trivial.ts';

/** `lib.generators.toPretty`: the value as Nix code that people read. */
export function toPretty(library: Library, settings: Slot, value: Slot): string {
  const given = formals(settings, ['allowPrettyValues', 'multiline', 'indent']);
  const style: Style = {
    allowPrettyValues: boolean(selectOr(given, 'allowPrettyValues', () => false)),
    multiline: boolean(selectOr(given, 'multiline', () => true)),
  };
  return print(library, style, string(selectOr(given, 'indent', () => '')), value);
}

interface Style {
  readonly allowPrettyValues: boolean;
  readonly multiline: boolean;
}

const height = 12;

function print(library: Library, style: Style, indent: string, slot: Slot): string {
  const value = known(slot);
  if (typeof value === 'string') return printString(style, indent, value);
  if (typeof value !== 'object' || value === null) return String(value);
  descend(height);
  const text = printObject(library, style, indent, value);
  stack.depth -= height;
  return text;
}

function printObject(
  library: Library,
  style: Style,
  indent: string,
  value: Exclude<ReturnType<typeof known>, null | string | number | bigint | boolean>,
): string {
  switch (value.kind) {
    case 'float':
      return string(call(library.builtin('toJSON'), value));
    case 'path':
      return coerceToString(value, concatenation);
    case 'list': {
      if (value.items.length === 0) return '[ ]';
      const items = value.items.map((item) => print(library, style, `${indent}  `, item));
      return bracket(style, indent, '[', items, ']');
    }
    case 'lambda':
    case 'primop':
      return printFunction(library, value);
    case 'set':
      return isFunction(value)
        ? printFunction(library, value)
        : printSet(library, style, indent, value);
  }
}

function printSet(library: Library, style: Style, indent: string, set: AttributeSet): string {
  if (style.allowPrettyValues && hasAttribute(set, '__pretty') && hasAttribute(set, 'val')) {
    return string(
      apply(
        select(set, '__pretty'),
        delay(() => select(set, 'val')),
      ),
    );
  }
  const { attributes } = completeSet(set);
  if (attributes.size === 0) return '{ }';
  if (equal(known(selectOr(set, 'type', () => null)), 'derivation')) {
    return `<derivation ${textOf(selectOr(set, 'name', () => '???'))}>`;
  }
  const entries = sortedNames(set).map((name) => {
    const text = print(library, style, `${indent}  `, attributes.get(name)?.slot ?? null);
    return `${escapeNixIdentifier(library, name)} = ${text};`;
  });
  return bracket(style, indent, '{', entries, '}');
}

function bracket(
  { multiline }: Style,
  indent: string,
  open: string,
  parts: readonly string[],
  close: string,
): string {
  const inner = multiline ? `\n${indent}  ` : ' ';
  return `${open}${inner}${joined(parts, inner)}${multiline ? `\n${indent}` : ' '}${close}`;
}

function printFunction(library: Library, f: Slot): string {
  const args = completeSet(functionArgs(library, f));
  if (args.attributes.size === 0) return '<function>';
  const shown = sortedNames(args).map((name) =>
    boolean(args.attributes.get(name)?.slot ?? null) ? `${name}?` : name,
  );
  return `<function, args: {${shown.join(', ')}}>`;
}

function printString({ multiline }: Style, indent: string, text: string): string {
  const lines = text.split('\n');
  if (!multiline || lines.length === 1) {
    const escaped = lines.map((line) => line.replace(/[\\"]|\$\{/g, '\\$&'));
    return `"${joined(escaped, '\\n')}"`;
  }
  const escaped = lines.map((line) =>
    line.replace(/\$\{|''/g, (found) => (found === "''" ? "'''" : "''${")),
  );
  const inner = `\n${indent}  `;
  const last = escaped.at(-1);
  const end = last === '' ? `\n${indent}` : `${inner}${last}`;
  return `''${inner}${joined(escaped.slice(0, -1), inner)}${end}''`;
}

/** `toString`, as nixpkgs' generators write numbers and paths. */
export function plainText(value: Slot): string {
  return coerceToString(value, toStringBuiltin);
}
