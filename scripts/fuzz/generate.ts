import { floating, integer, path, text } from './literals.ts';
import type { Random } from './random.ts';
import type { Blank, Template } from './template.ts';
import { template } from './template.ts';
import type { Dialect } from './templates.ts';
import { templates } from './templates.ts';
import type { Tree } from './tree.ts';
import { atom, holeName, parenthesised } from './tree.ts';
import type { Bound, Type } from './type.ts';
import { any, fits, substitute, unify } from './type.ts';

export interface Settings {
  /** How deep expressions nest, at most. */
  readonly depth: number;
  /** How many different values a hole has; 0 for programs without holes. */
  readonly worlds: number;
  readonly dialect: Dialect;
}

interface Scope {
  readonly random: Random;
  readonly names: ReadonlyMap<string, Type>;
  readonly depth: number;
  readonly worlds: number;
  readonly dialect: Dialect;
}

/** A program that may use the name `u`, a set with an attribute for each hole, if it has holes. */
export function generate(random: Random, settings: Settings): Tree {
  return expression(any, { ...settings, random, names: new Map() });
}

const mistake = 0.015;
const hole = 0.14;

function expression(wanted: Type, scope: Scope): Tree {
  const { random, depth, names, worlds } = scope;
  const type = wanted.kind === 'any' || random.chance(mistake) ? anyType(scope, 2) : wanted;
  if (worlds > 0 && random.chance(hole)) return holeOf(type, scope);
  const known = [...names].filter(([, offered]) => fits(offered, type));
  const [first, ...others] = known;
  if (first !== undefined && random.chance(depth <= 0 ? 0.9 : 0.35)) {
    return atom(random.pick([first, ...others])[0]);
  }
  if (depth <= 0 || random.chance(0.12)) return leaf(type, scope);
  return instance(type, scope);
}

function instance(type: Type, scope: Scope): Tree {
  const { random } = scope;
  const usable = templates[scope.dialect];
  const isGeneral = random.chance(0.45);
  for (let tries = 0; tries < 200; tries++) {
    const chosen = usable[random.below(usable.length)];
    if (chosen === undefined || (chosen.result.kind === 'variable') !== isGeneral) continue;
    const bound = unify(chosen.result, type);
    if (bound !== null) return fill(chosen, bound, scope);
  }
  return leaf(type, scope);
}

function fill({ pieces, isAtom }: Template, given: Bound, scope: Scope): Tree {
  const bound = new Map(given);
  for (const name of ['T', 'U', 'V']) if (!bound.has(name)) bound.set(name, anyType(scope, 1));
  const filled = pieces.map((piece) =>
    typeof piece === 'string' ? piece : fillBlank(piece, bound, scope),
  );
  return { pieces: filled, role: 'expression', isAtom };
}

function fillBlank({ type, names, brackets }: Blank, bound: Bound, scope: Scope): Tree {
  const inner = new Map(scope.names);
  for (const [name, named] of names) {
    inner.delete(name);
    inner.set(name, substitute(named, bound));
  }
  const depth = scope.depth - 1 - scope.random.below(2);
  const tree = expression(substitute(type, bound), { ...scope, names: inner, depth });
  const isBare = brackets === 'never' || (brackets === 'mostly' && scope.random.chance(0.1));
  return isBare ? tree : parenthesised(tree);
}

function anyType(scope: Scope, depth: number): Type {
  const { random, dialect } = scope;
  const kinds = [
    'int',
    'string',
    'bool',
    'int',
    'string',
    'bool',
    'float',
    'null',
    'path',
  ] as const;
  if (depth <= 0 || random.chance(0.6)) {
    const kind = random.pick(kinds);
    return { kind: kind === 'float' && dialect === 'shared' ? 'int' : kind };
  }
  const inner = () => anyType(scope, depth - 1);
  switch (random.below(5)) {
    case 0:
    case 1:
      return { kind: 'list', item: inner() };
    case 2:
      return { kind: 'set', attributes: new Map([['a', inner()]]) };
    case 3: {
      const attributes = new Map([
        ['a', inner()],
        ['b', inner()],
      ]);
      return { kind: 'set', attributes };
    }
    default:
      return { kind: 'function', argument: inner(), result: inner() };
  }
}

function leaf(type: Type, scope: Scope): Tree {
  const { random } = scope;
  const inner = (of: Type) => expression(of, { ...scope, depth: scope.depth - 1 });
  switch (type.kind) {
    case 'int':
      return integer(random, scope.dialect);
    case 'float':
      return floating(random);
    case 'string':
      return text(random, () => inner({ kind: 'string' }));
    case 'bool':
      return atom(random.pick(['true', 'false']));
    case 'null':
      return atom('null');
    case 'path':
      return path(random);
    case 'list':
      return listLeaf(type.item, scope);
    case 'set': {
      const bindings = Array.from(type.attributes, ([name, of]): Tree => {
        return { pieces: [`${name} = `, inner(of), '; '], role: 'optional', isAtom: false };
      });
      return atom('{ ', ...bindings, '}');
    }
    case 'function':
      return { pieces: ['_: ', inner(type.result)], role: 'expression', isAtom: false };
    case 'any':
    case 'variable':
      return leaf(anyType(scope, 1), scope);
  }
}

function listLeaf(item: Type, scope: Scope): Tree {
  const items = Array.from({ length: scope.depth < -3 ? 0 : scope.random.below(4) }, (): Tree => {
    const tree = expression(item, { ...scope, depth: scope.depth - 1 });
    return { pieces: [parenthesised(tree), ' '], role: 'optional', isAtom: false };
  });
  return atom('[ ', ...items, ']');
}

/** Ways to come by what `u` holds, which we do not know. */
const holeForms: readonly [Template, ...Template[]] = [
  template('T', `u.${holeName}`),
  template('T', `u.${holeName}`),
  template('T', `u.${holeName}`),
  template('T', `u.${holeName}`),
  template('T', `u.${holeName} or {T}`),
  template('T', `with u; ${holeName}`),
  template('T', `let inherit (u) ${holeName}; in ${holeName}`),
  template('T', `({ ${holeName} ? {~T}, ... }: ${holeName}) u`),
  template('T', `({ ${holeName}, a ? {~T}, ... }: a) u`),
  template('T', `builtins.getAttr "${holeName}" u`),
  template('T', `({<a: T>} // u).a`),
  template('T', `({<a: T>} // u).${holeName}`),
  template('T', `(u // {<a: T>}).a`),
  template('T', `(u // {<a: T>}).${holeName}`),
  template('T', `(removeAttrs u [ {string} ]).${holeName}`),
  template('T', `if u ? ${holeName} then u.${holeName} else {T}`),
];

function holeOf(type: Type, scope: Scope): Tree {
  const { random, worlds } = scope;
  const form = random.pick(holeForms);
  const closed = { ...scope, names: new Map(), worlds: 0, depth: random.below(3) };
  const tree = fill(form, new Map([['T', type]]), scope);
  return {
    ...tree,
    worlds: Array.from({ length: worlds }, () => {
      if (random.chance(0.08)) return null;
      return random.chance(0.06) ? atom('(throw "hole")') : expression(type, closed);
    }),
  };
}
