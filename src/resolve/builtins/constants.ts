import type { Builtins } from './index.ts';

export const constantBuiltins: Builtins = {
  true: true,
  false: false,
  null: null,
  langVersion: 6,
};
