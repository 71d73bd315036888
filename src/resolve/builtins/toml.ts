import { scannedString } from '../demand.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';
import { parseToml } from './toml/document.ts';

export const tomlBuiltins: Builtins = {
  fromTOML: primop('fromTOML', 1, (text) => parseToml(scannedString(text))),
};
