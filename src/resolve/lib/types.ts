import { attribute } from '../apply.ts';
import { known } from '../demand.ts';
import { delay, force } from '../thunk.ts';
import { unknown } from '../unknown.ts';
import { update } from '../update.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { formals, required, selected } from './operators.ts';
import { isType } from './type-tag.ts';
import { ownType, tagged } from './type-value.ts';
import { composedTypes } from './types-composed.ts';
import { scalarTypes } from './types-scalar.ts';

export { typeOf } from './type-value.ts';

/** nixpkgs' `lib/types.nix`. */
export function types(library: Library): Members {
  return {
    ...scalarTypes(library),
    ...composedTypes(library),
    types: delay(() => attribute(library.self(), 'types')),
    isType: primop('isType', 2, isType),
    setType: primop('setType', 2, (type, value) => update(known(value), setOf([['_type', type]]))),
    isOptionType: primop('isOptionType', 1, (value) => isType('option-type', value)),
    mkOptionType: primop('mkOptionType', 1, mkOptionType),
    optionDescriptionPhrase: unknown(
      'lib.types.optionDescriptionPhrase',
      'vmsilo-nixgen does not model it',
    ),
  };
}

const typeSettings: readonly (readonly [string, Slot])[] = [
  ['check', primop('check', 1, () => true)],
  [
    'merge',
    primop('mergeDefaultOption', 2, () =>
      unknown('lib.options.mergeDefaultOption', 'vmsilo-nixgen does not model it'),
    ),
  ],
  ['emptyValue', emptySet],
  ['getSubOptions', primop('getSubOptions', 1, () => emptySet)],
  ['getSubModules', null],
  ['substSubModules', primop('substSubModules', 1, () => null)],
  ['typeMerge', unknown('types.*.typeMerge', 'vmsilo-nixgen does not model it')],
  ['functor', unknown('types.*.functor', 'vmsilo-nixgen does not model it')],
  ['deprecationMessage', null],
  ['nestedTypes', emptySet],
  ['descriptionClass', null],
];

/** A type of the user's own: it can be asked, but what it merges to is unknown. */
function mkOptionType(settings: Slot): AttributeSet {
  const names = [...typeSettings.map(([name]) => name), 'name', 'description'];
  const given = formals(settings, names);
  const name = required(given, 'name');
  const description = delay(() => {
    const text = known(selected(given, 'description', null));
    return text === null ? force(name) : text;
  });
  const type = setOf([
    ['_type', 'option-type'],
    ['name', name],
    ['description', description],
    ...typeSettings.map(([key, fallback]): [string, Slot] => [key, selected(given, key, fallback)]),
  ]);
  return tagged(type, () => ownType(type));
}
