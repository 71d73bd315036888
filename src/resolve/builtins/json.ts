import { scannedString } from '../demand.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';
import { parseJson } from './json/parse.ts';
import { printJson } from './json/print.ts';

export const jsonBuiltins: Builtins = {
  toJSON: primop('toJSON', 1, printJson),
  fromJSON: primop('fromJSON', 1, (text) => parseJson(scannedString(text))),
};
