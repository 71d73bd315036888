import { boolean, completeSet, known } from '../demand.ts';
import { below } from '../stack.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { attributeSet, emptySet, primop, setOf, sortedNames } from '../value.ts';
import { isDerivation, setAttrByPath } from './attrsets.ts';
import { keyValue, toIni, valueString } from './generators-ini.ts';
import type { Library } from './library.ts';
import { isList, isSet } from './operators.ts';
import { recursiveUpdate } from './recursive-update.ts';

/** `lib.generators.toGitINI`: sets below the sections become sub-sections, `[section "sub"]`. */
export function toGitIni(library: Library, slot: Slot): string {
  const mkKeyValue = primop('mkKeyValue', 2, (key, value) => {
    const given = known(value);
    const lines = isList(given) ? given.items : [given];
    return lines
      .map((each) => `\t${keyValue(library, printer(library), ' = ', key, each)}`)
      .join('\n');
  });
  const settings = setOf([
    ['mkKeyValue', mkKeyValue],
    ['mkSectionName', primop('mkSectionName', 1, (name) => sectionName(String(known(name))))],
  ]);
  return toIni(library, settings, flattened(completeSet(slot)));
}

function printer(library: Library): Slot {
  return primop('mkValueString', 1, (slot) => {
    const value = known(slot);
    return typeof value === 'string' ? quoted(value) : valueString(library, value);
  });
}

function quoted(text: string): string {
  const escaped = text.replace(/[\n\t"\\]/g, (found) => {
    if (found === '\n') return '\\n';
    return found === '\t' ? '\\t' : `\\${found}`;
  });
  return `"${escaped}"`;
}

function sectionName(name: string): string {
  const [section = '', ...sub] = name.split('.');
  if (name.includes('"') || sub.length === 0) return name;
  return `${section} "${sub.join('.')}"`;
}

/** Sections that hold sets are taken apart, and their leaves named by the way to them. */
function flattened(set: AttributeSet): Value {
  const kept = new Map(set.attributes);
  let nested = emptySet;
  for (const name of sortedNames(set)) {
    const section = known(set.attributes.get(name)?.slot ?? null);
    if (!isSet(section)) continue;
    const values = [...completeSet(section).attributes.values()];
    if (!values.some(({ slot }) => isPlainSet(known(slot)))) continue;
    kept.delete(name);
    for (const leaf of leaves([name], section)) nested = recursiveUpdate(nested, leaf);
  }
  return attributeSet(new Map([...kept, ...nested.attributes]));
}

function isPlainSet(value: Value): value is AttributeSet {
  return isSet(value) && !boolean(isDerivation(value));
}

/** Stack units for each level of the value. */
const height = 12;

function leaves(path: readonly string[], slot: Slot): readonly Value[] {
  const value = known(slot);
  if (isPlainSet(value)) {
    return sortedNames(completeSet(value)).flatMap((name) =>
      below(height, () => leaves([...path, name], value.attributes.get(name)?.slot ?? null)),
    );
  }
  const sections = path.slice(0, -1).join('.');
  const names = path.length > 1 ? [sections, path.at(-1) ?? ''] : path;
  return [setAttrByPath(names, value)];
}
