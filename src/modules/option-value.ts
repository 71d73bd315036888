import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, emptyList, float, list, primop, setOf } from '../resolve/value.ts';
import type { Definition, Location, Merged, Option, OptionReading } from './option.ts';
import { unknownFile } from './option.ts';

/**
 * An option as the module argument `options` has it (`evalOptionValue`): its declaration, and what its definitions
 * come to, which is found only when it is asked for.
 */
export function optionValue(
  location: Location,
  { settings }: Option,
  reading: () => OptionReading,
): AttributeSet {
  const merged = (part: (merged: Merged) => Slot): Slot =>
    delay(() => force(part(reading().merged)));
  const certain = (part: (merged: Merged) => Slot): Slot =>
    merged((found) => found.hangsOn ?? part(found));
  const found: readonly (readonly [string, Slot])[] = [
    ['_type', 'option'],
    ['loc', list(location)],
    ['options', emptyList],
    ['declarations', notModelled('declarations')],
    ['declarationPositions', notModelled('declarationPositions')],
    ['valueMeta', notModelled('valueMeta')],
    ['__toString', primop('__toString', 1, () => shownName(location))],
    ['value', delay(() => force(reading().value))],
    ['isDefined', merged(({ isDefined }) => isDefined)],
    ['highestPrio', certain((found) => priorityOf(found))],
    ['definitions', certain(({ definitions }) => list(definitions.map(({ slot }) => slot)))],
    ['files', certain(({ definitions }) => list(definitions.map(fileOf)))],
    [
      'definitionsWithLocations',
      certain(({ definitions }) =>
        list(
          definitions.map((definition) =>
            setOf([
              ['file', fileOf(definition)],
              ['value', definition.slot],
            ]),
          ),
        ),
      ),
    ],
  ];
  const attributes = new Map([...settings.attributes, ...setOf(found).attributes]);
  return attributeSet(attributes, settings.rest);
}

function priorityOf({ priority }: Merged): Slot {
  const rank = priority();
  if (rank === null) return notModelled('highestPrio');
  return Number.isInteger(rank) ? rank : Number.isFinite(rank) ? float(rank) : ofNoDefinition;
}

/** That of a default, and of a module that has none, is not kept. */
function fileOf({ file }: Definition): Slot {
  return file === '' || file === unknownFile ? notModelled('files') : file;
}

/** What `filterOverrides` says where there is nothing to filter. */
const ofNoDefinition = 9999;

/** The name as nixpkgs shows it, where that takes no quotes. */
function shownName(location: Location): Value {
  const isPlain = location.every((name) => /^[A-Za-z][A-Za-z0-9]*$/.test(name));
  return isPlain ? location.join('.') : notModelled('__toString');
}

function notModelled(name: string): Unknown {
  return unknown(`options.*.${name}`, 'vmsilo-nixgen does not model it');
}
