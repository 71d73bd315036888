import { quote } from '../report/quote.ts';
import type { Value } from './value.ts';
import { kindOf } from './value.ts';

/** What a value is, with its article, as Nix's own messages say it: "a string", "an integer", "null". */
export function describe(value: Value): string {
  switch (kindOf(value)) {
    case 'null':
      return 'null';
    case 'bool':
      return 'a Boolean';
    case 'integer':
      return 'an integer';
    case 'float':
      return 'a float';
    case 'string':
      return 'a string';
    case 'path':
      return 'a path';
    case 'list':
      return 'a list';
    case 'set':
      return 'a set';
    case 'lambda':
      return 'a function';
    case 'primop':
      return 'a built-in function';
    case 'unknown':
      return 'unknown';
  }
}

/** {@link describe}, with the value itself where that is short. */
export function describeValue(value: Value): string {
  if (typeof value === 'string')
    return value.length <= 40 ? `the string ${quote(value)}` : 'a string';
  if (typeof value === 'number' || typeof value === 'bigint') return `the integer ${value}`;
  if (typeof value === 'boolean') return `the Boolean \`${value}\``;
  return describe(value);
}
