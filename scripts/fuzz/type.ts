/** What a generated expression is meant to be; a program may still go wrong. */
export type Type =
  | { readonly kind: 'int' | 'float' | 'string' | 'bool' | 'null' | 'path' | 'any' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly item: Type }
  | { readonly kind: 'function'; readonly argument: Type; readonly result: Type }
  | { readonly kind: 'set'; readonly attributes: ReadonlyMap<string, Type> };

export type Bound = ReadonlyMap<string, Type>;

export const any: Type = { kind: 'any' };

/**
 * Reads `int`, `float`, `string`, `bool`, `null`, `path`, `any`, `[A]`, `<a: A, b: B>`, `(A -> B)`; an upper case
 * letter is a variable.
 */
export function readType(text: string): Type {
  const tokens = text.match(/[A-Za-z]+|->|[[\]<>():,]/g) ?? [];
  let at = 0;
  const expect = (token: string) => {
    if (tokens[at++] !== token) throw new Error(`not a type: ${text}`);
  };
  const read = (): Type => {
    const token = tokens[at++];
    switch (token) {
      case '[': {
        const item = read();
        expect(']');
        return { kind: 'list', item };
      }
      case '(': {
        const argument = read();
        expect('->');
        const result = read();
        expect(')');
        return { kind: 'function', argument, result };
      }
      case '<': {
        const attributes = new Map<string, Type>();
        while (tokens[at] !== '>') {
          const name = tokens[at++] ?? '';
          expect(':');
          attributes.set(name, read());
          if (tokens[at] === ',') at += 1;
        }
        expect('>');
        return { kind: 'set', attributes };
      }
      case 'int':
      case 'float':
      case 'string':
      case 'bool':
      case 'null':
      case 'path':
      case 'any':
        return { kind: token };
      default:
        if (token === undefined || !/^[A-Z]$/.test(token)) throw new Error(`not a type: ${text}`);
        return { kind: 'variable', name: token };
    }
  };
  return read();
}

/** The variables that make `pattern` the type wanted, or null. */
export function unify(pattern: Type, wanted: Type, bound: Bound = new Map()): Bound | null {
  if (pattern.kind === 'variable') {
    const before = bound.get(pattern.name);
    if (before !== undefined) return fits(before, wanted) ? bound : null;
    return new Map([...bound, [pattern.name, wanted]]);
  }
  if (wanted.kind === 'any') return bound;
  switch (pattern.kind) {
    case 'list':
      return wanted.kind === 'list' ? unify(pattern.item, wanted.item, bound) : null;
    case 'function': {
      if (wanted.kind !== 'function') return null;
      const argument = unify(pattern.argument, wanted.argument, bound);
      return argument && unify(pattern.result, wanted.result, argument);
    }
    case 'set': {
      if (wanted.kind !== 'set') return null;
      let all: Bound | null = bound;
      for (const [name, type] of wanted.attributes) {
        const offered = pattern.attributes.get(name);
        if (offered === undefined || all === null) return null;
        all = unify(offered, type, all);
      }
      return all;
    }
    default:
      return pattern.kind === wanted.kind ? bound : null;
  }
}

/** Whether a value of one type can stand where another is wanted. */
export function fits(offered: Type, wanted: Type): boolean {
  if (offered.kind === 'any') return wanted.kind === 'any';
  return unify(offered, wanted) !== null;
}

export function substitute(type: Type, bound: Bound): Type {
  switch (type.kind) {
    case 'variable':
      return bound.get(type.name) ?? any;
    case 'list':
      return { kind: 'list', item: substitute(type.item, bound) };
    case 'function': {
      const argument = substitute(type.argument, bound);
      return { kind: 'function', argument, result: substitute(type.result, bound) };
    }
    case 'set': {
      const attributes = Array.from(
        type.attributes,
        ([name, inner]) => [name, substitute(inner, bound)] as const,
      );
      return { kind: 'set', attributes: new Map(attributes) };
    }
    default:
      return type;
  }
}
