import type { Type } from './type.ts';
import { readType } from './type.ts';

/**
 * A way to write an expression of a type. In its text `{A}` is an expression of the type A, in brackets unless it is
 * an atom; `{~A}` one without brackets, `{?A}` one that may lack them. `{x: A, y: B | C}` is an expression of the type
 * C in which the names `x` and `y` mean values of the types A and B. Upper case letters are types of any kind, the
 * same one everywhere in the template.
 */
export interface Template {
  readonly result: Type;
  readonly pieces: readonly (string | Blank)[];
  readonly isAtom: boolean;
}

export interface Blank {
  readonly type: Type;
  readonly names: ReadonlyMap<string, Type>;
  readonly brackets: 'always' | 'never' | 'mostly';
}

export function template(result: string, text: string): Template {
  const pieces = text.split(/(\{[?~]?(?:[^{}"';= ][^{}"';=]*\|)?[^{}"';= ][^{}"';=]*\})/);
  return {
    result: readType(result),
    pieces: pieces.map((piece, index) => (index % 2 === 0 ? piece : readBlank(piece))),
    isAtom: /^(?:\[.*\]|\{ .*\}|rec \{ .*\}|"[^"]*")$/s.test(text),
  };
}

function readBlank(text: string): Blank {
  const [, mark, names = '', type = ''] = /^\{([?~]?)(?:(.*)\|)?(.*)\}$/.exec(text) ?? [];
  const bound = readType(`<${names}>`);
  return {
    type: readType(type),
    names: bound.kind === 'set' ? bound.attributes : new Map(),
    brackets: mark === '~' ? 'never' : mark === '?' ? 'mostly' : 'always',
  };
}
