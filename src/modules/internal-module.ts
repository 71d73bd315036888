import type { OptionType } from '../resolve/lib/option-type.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { setOf } from '../resolve/value.ts';
import type { ModuleSource } from './collect.ts';
import type { OptionDeclaration } from './option.ts';
import { declareOption } from './option.ts';

/** The module that nixpkgs adds to all others: it declares `_module`, which says how the others are read. */
export function internalModule(specialArgs: Slot): ModuleSource {
  const options = setOf([
    ['args', declare(argumentsType, null)],
    ['check', declare(booleanType, { slot: true })],
    ['freeformType', declare(freeformType, { slot: null })],
    ['specialArgs', declare(anyType, null)],
  ]);
  const args = setOf(['extendModules', 'moduleType'].map((name) => [name, notModelled(name)]));
  const config = setOf([
    ['args', args],
    ['specialArgs', specialArgs],
  ]);
  return {
    file: 'lib/modules.nix',
    key: 'lib/modules.nix',
    slot: setOf([
      ['options', setOf([['_module', options]])],
      ['config', setOf([['_module', config]])],
    ]),
  };
}

const anyType: OptionType = {
  kind: 'one',
  name: 'raw',
  description: 'raw value',
  check: () => true,
};

const argumentsType: OptionType = {
  kind: 'attrsOf',
  lazy: true,
  description: 'lazy attribute set of raw value',
  element: anyType,
};

const booleanType: OptionType = {
  kind: 'scalar',
  name: 'bool',
  description: 'boolean',
  check: (value) => typeof value === 'boolean',
};

const freeformType: OptionType = {
  kind: 'nullOr',
  element: { kind: 'optionType', description: 'optionType' },
  description: 'null or optionType',
};

function declare(type: OptionType, fallback: OptionDeclaration['default']): AttributeSet {
  return declareOption({ type, default: fallback, apply: null, span: null, elsewhere: null });
}

function notModelled(name: string): Unknown {
  return unknown(name, 'vmsilo-nixgen does not model it');
}
