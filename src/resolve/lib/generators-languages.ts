import { call } from '../apply.ts';
import { boolean, completeSet, known, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { joined } from '../joined.ts';
import { below } from '../stack.ts';
import { coerceToString, concatenation } from '../text.ts';
import { delay } from '../thunk.ts';
import type { Slot } from '../value.ts';
import { emptySet, list, sortedNames } from '../value.ts';
import { isDerivation } from './attrsets.ts';
import { plainText, toPretty } from './generators-pretty.ts';
import type { Library } from './library.ts';
import { aborted, formals, isSet, select, selectOr, textOf, thrown } from './operators.ts';
import { escapeXml } from './strings-escape.ts';
import { isFunction } from './trivial.ts';
import { typeName } from './type-name.ts';

/** Stack units for each level of the value. */
const height = 12;

/** `lib.generators.toPlist`: a property list of Apple's, in XML. */
export function toPlist(escaped: boolean, value: Slot): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plistValue(escaped ? escapeXml : (text) => text, '', value)}
</plist>`;
}

function plistValue(encode: (text: string) => string, indent: string, slot: Slot): string {
  const value = known(slot);
  const element = (name: string, text: string) => `${indent}<${name}>${text}</${name}>`;
  if (value === null) return '';
  if (typeof value === 'boolean') return `${indent}<${value}/>`;
  if (typeof value === 'string') return element('string', encode(value));
  if (typeof value !== 'object') return element('integer', String(value));
  const inner = `\t${indent}`;
  switch (value.kind) {
    case 'list': {
      const items = value.items.map((item) => below(height, () => plistValue(encode, inner, item)));
      return [`${indent}<array>`, joined(items, '\n'), `${indent}</array>`].join('\n');
    }
    case 'set': {
      const set = completeSet(value);
      const entries = sortedNames(set).flatMap((name) => {
        const each = known(set.attributes.get(name)?.slot ?? null);
        if (name === '_module' || each === null) return [];
        const text = below(height, () => plistValue(encode, inner, each));
        return [`${inner}<key>${encode(name)}</key>`, text];
      });
      return [`${indent}<dict>`, joined(entries, '\n'), `${indent}</dict>`].join('\n');
    }
    case 'path':
      return element('string', encode(coerceToString(value, concatenation)));
    case 'float':
      return element('real', plainText(value));
    case 'lambda':
    case 'primop':
      throw aborted('generators.toPlist: should never happen');
  }
}

/** `lib.generators.toDhall` */
export function toDhall(library: Library, slot: Slot): string {
  const value = known(slot);
  if (value === null) throw aborted('generators.toDhall: cannot convert a null to Dhall');
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') {
    return value < 0 ? String(value) : `+${value}`;
  }
  if (typeof value === 'object' && value.kind === 'list') {
    return `[ ${joined(
      value.items.map((item) => below(height, () => toDhall(library, item))),
      ', ',
    )} ]`;
  }
  if (isSet(value)) {
    const set = completeSet(value);
    const entries = sortedNames(set).map((name) => {
      const each = set.attributes.get(name)?.slot ?? null;
      return `${name} = ${below(height, () => toDhall(library, each))}`;
    });
    return `{ ${joined(entries, ', ')} }`;
  }
  if (isFunction(value)) throw aborted('generators.toDhall: cannot convert a function to Dhall');
  return string(call(library.builtin('toJSON'), value));
}

interface LuaStyle {
  readonly multiline: boolean;
  readonly indent: string;
}

/** `lib.generators.toLua`: a value as a Lua expression, or a set as assignments. */
export function toLua(library: Library, settings: Slot, slot: Slot): string {
  const given = formals(settings, ['multiline', 'indent', 'asBindings']);
  const indent = string(selectOr(given, 'indent', () => ''));
  const multiline = boolean(selectOr(given, 'multiline', () => true));
  const style = { multiline, indent };
  if (!boolean(selectOr(given, 'asBindings', () => false))) return luaValue(library, style, slot);
  const set = completeSet(slot);
  const names = sortedNames(set);
  const bad = names.filter(
    (name) => !/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(name),
  );
  if (bad.length > 0) {
    throw thrown(`Bad Lua var names: ${toPretty(library, emptySet, list(bad))}`);
  }
  const lines = names.map(
    (name) =>
      `${indent}${name} = ${luaValue(library, style, set.attributes.get(name)?.slot ?? null)}\n`,
  );
  return joined(lines, '');
}

function luaValue(library: Library, style: LuaStyle, slot: Slot): string {
  const value = known(slot);
  const toJson = (each: Slot) => string(call(library.builtin('toJSON'), each));
  if (value === null) return 'nil';
  if (typeof value !== 'object' || value.kind === 'float') return toJson(value);
  if (value.kind === 'path') return toJson(delay(() => textOf(value)));
  const inner = { ...style, indent: `${style.indent}  ` };
  if (value.kind === 'list') {
    return luaTable(
      style,
      value.items.map((item) => below(height, () => luaValue(library, inner, item))),
    );
  }
  if (!isSet(value)) throw aborted(`generators.toLua: type ${typeName(value)} is unsupported`);
  if (boolean(isDerivation(value))) return toJson(delay(() => textOf(value)));
  if (equal(known(selectOr(value, '_type', () => null)), 'lua-inline')) {
    return `(${textOf(select(value, 'expr'))})`;
  }
  const set = completeSet(value);
  return luaTable(
    style,
    sortedNames(set).map((name) => {
      const each = set.attributes.get(name)?.slot ?? null;
      return `[${toJson(name)}] = ${below(height, () => luaValue(library, inner, each))}`;
    }),
  );
}

function luaTable({ multiline, indent }: LuaStyle, entries: readonly string[]): string {
  if (entries.length === 0) return '{}';
  const open = multiline ? `\n${indent}  ` : ' ';
  const close = multiline ? `\n${indent}` : ' ';
  return `{${open}${joined(entries, `,${open}`)}${close}}`;
}
