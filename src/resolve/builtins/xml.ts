import { completeSet, known, list as listOf } from '../demand.ts';
import { generalText } from '../float-text.ts';
import { joined } from '../joined.ts';
import { below, spendText } from '../stack.ts';
import { coerceToString, concatenation } from '../text.ts';
import { force } from '../thunk.ts';
import type { AttributeSet, Lambda, Slot } from '../value.ts';
import { compareBytes, primop, sortedNames } from '../value.ts';
import type { Builtins } from './index.ts';

export const xmlBuiltins: Builtins = {
  toXML: primop('toXML', 1, (value) => {
    const body = element('expr', {}, [printXml(value, new Set())]);
    return `<?xml version='1.0' encoding='utf-8'?>\n${lines(body, 0)}`;
  }),
};

/** Stack units for each level of the value. */
const height = 8;

/** An element, or an empty one where `children` is null. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[] | null;
}

function element(
  name: string,
  attributes: Element['attributes'] = {},
  children: Element['children'] = null,
): Element {
  return { name, attributes, children };
}

/** @param derivations the `drvPath`s printed so far: each is printed once */
function printXml(slot: Slot, derivations: Set<string>): Element {
  const value = known(slot);
  if (value === null) return element('null');
  if (typeof value === 'boolean') return element('bool', { value: String(value) });
  if (typeof value === 'string') return element('string', { value });
  if (typeof value !== 'object') return element('int', { value: String(value) });
  switch (value.kind) {
    case 'float':
      return element('float', { value: generalText(value.value) });
    case 'path':
      return element('path', { value: coerceToString(value, concatenation) });
    case 'list':
      return below(height, () => {
        const items = listOf(value).items.map((item) => printXml(item, derivations));
        return element('list', {}, items);
      });
    case 'set':
      return below(height, () => printSet(value, derivations));
    case 'lambda':
      return printFunction(value);
    case 'primop':
      return element('unevaluated');
  }
}

function printSet(set: AttributeSet, derivations: Set<string>): Element {
  const { attributes } = completeSet(set);
  const textOf = (name: string): Record<string, string> => {
    const attribute = attributes.get(name);
    const value = attribute === undefined ? null : known(attribute.slot);
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const type = attributes.get('type');
  if (type === undefined || force(type.slot) !== 'derivation') {
    return element('attrs', {}, printAttributes(set, derivations));
  }
  const paths = { ...textOf('drvPath'), ...textOf('outPath') };
  const path = paths.drvPath;
  if (path === undefined || path === '' || derivations.has(path)) {
    return element('derivation', paths, [element('repeated')]);
  }
  derivations.add(path);
  return element('derivation', paths, printAttributes(set, derivations));
}

function printAttributes(set: AttributeSet, derivations: Set<string>): readonly Element[] {
  return sortedNames(set).map((name) => {
    const slot = set.attributes.get(name)?.slot ?? null;
    return element('attr', { name }, [printXml(slot, derivations)]);
  });
}

function printFunction({ code }: Lambda): Element {
  const { parameter } = code.expression;
  if (parameter.kind === 'name') {
    return element('function', {}, [element('varpat', { name: parameter.name })]);
  }
  const names = parameter.formals.map(({ name }) => name).sort(compareBytes);
  const formals = names.map((name) => element('attr', { name }));
  const ellipsis = parameter.ellipsis ? { ellipsis: '1' } : {};
  const name = parameter.alias === null ? {} : { name: parameter.alias };
  return element('function', {}, [element('attrspat', { ...ellipsis, ...name }, formals)]);
}

/** The element as lines, each indented by two spaces a level. */
function lines({ name, attributes, children }: Element, level: number): string {
  const indent = '  '.repeat(level);
  const fields = Object.entries(attributes).map(([key, text]) => ` ${key}="${escapeMarkup(text)}"`);
  const start = `${indent}<${name}${joined(fields)}`;
  if (children === null) return `${start} />\n`;
  const inner = joined(children.map((child) => lines(child, level + 1)));
  return `${start}>\n${inner}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\n': '&#xA;',
};

const longestEntity = 6;

function escapeMarkup(text: string): string {
  spendText(longestEntity * text.length, text.length);
  return text.replace(/["<>&\n]/g, (character) => entities[character] ?? character);
}
