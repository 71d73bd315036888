import { type Data, isList } from '../../src/vmsilo/data.ts';
import { type Shown, shownDepth, truncated } from '../fuzz/shown.ts';

/** Data as {@link spellShown} spells its value. */
export function spellData(value: Data, depth: number = shownDepth): string {
  if (value === null) return spellShown('n ');
  if (typeof value === 'string') return spellShown(`s ${value}`);
  if (typeof value === 'number') return spellShown(`i ${value}`);
  if (typeof value === 'boolean') return spellShown(`b ${value}`);
  if (depth === 0) return spellShown(truncated);
  if (isList(value)) return `[${value.map((item) => spellData(item, depth - 1)).join()}]`;
  return spellSet([...value].map(([name, inner]) => [name, spellData(inner, depth - 1)]));
}

/** One text for each value. */
export function spellShown(shown: Shown): string {
  if (typeof shown === 'string') return JSON.stringify(shown);
  switch (shown.kind) {
    case 'list':
      return `[${shown.items.map(spellShown).join()}]`;
    case 'set':
      return spellSet([...shown.attributes].map(([name, inner]) => [name, spellShown(inner)]));
    default:
      return shown.kind;
  }
}

function spellSet(entries: readonly (readonly [string, string])[]): string {
  const spelled = entries.map(([name, inner]) => `${JSON.stringify(name)}:${inner}`);
  return `{${spelled.sort().join()}}`;
}
