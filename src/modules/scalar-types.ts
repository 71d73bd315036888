import type { OptionType } from '../resolve/lib/option-type.ts';

/** `types.str` */
export const string: OptionType = {
  kind: 'scalar',
  name: 'str',
  description: 'a string',
  check: (value) => typeof value === 'string',
};

/** `types.bool` */
export const bool: OptionType = {
  kind: 'scalar',
  name: 'bool',
  description: 'a Boolean',
  check: (value) => typeof value === 'boolean',
};

/** `types.nullOr types.str` */
export const nullOrString: OptionType = {
  kind: 'nullOr',
  element: string,
  description: 'null or a string',
};
