import type { Random } from '../fuzz/random.ts';
import type { Tree } from '../fuzz/tree.ts';
import { atom, holeName, parenthesised } from '../fuzz/tree.ts';
import { expression } from './code.ts';

/** What options hold: a type of `lib.types`, and how its values are written. */
export interface Kind {
  readonly type: Tree;
  readonly value: (scope: Scope) => Tree;
  /** A function that makes a value of the type one that can be looked at; null where it can be as it is. */
  readonly apply: string | null;
  /** Whether two values can be compared in one way only: of sets, which names are compared first is up to Nix. */
  readonly isScalar?: boolean;
}

/** An option below `my`. */
export interface DeclaredOption {
  readonly name: string;
  readonly kind: Kind;
}

/** What can be said at a place in a module. */
export interface Scope {
  readonly random: Random;
  /** How deep values nest, at most. */
  readonly depth: number;
  /** How many different values a part that is kept from us has; 0 if nothing is. */
  readonly worlds: number;
  /** The options that can be asked for; none outside of modules. */
  readonly options: readonly DeclaredOption[];
  /** Whether the names `config`, `options` and `special` have meanings. */
  readonly inModule: boolean;
}

const hole = 0.08;
const mistake = 0.015;
const reference = 0.08;

/** A value of a kind, or what is meant for one. */
export function someValue(kind: Kind, scope: Scope): Tree {
  const { random, worlds, depth } = scope;
  if (worlds > 0 && random.chance(hole)) return hidden(scope, (inner) => someValue(kind, inner));
  if (random.chance(mistake)) return random.pick(mistakes);
  const deeper = { ...scope, depth: depth - 1 };
  if (scope.inModule && random.chance(reference))
    return referenceTo(kind, scope) ?? kind.value(deeper);
  return kind.value(deeper);
}

const mistakes: readonly [Tree, ...Tree[]] = [
  atom('null'),
  atom('[ ]'),
  atom('{ }'),
  atom('"?"'),
  atom('1.5'),
  atom('(throw "no")'),
  atom('(x: x)'),
  atom('(-1)'),
  atom('{ }.missing'),
];

function referenceTo(kind: Kind, { options, random }: Scope): Tree | null {
  const [first, ...others] = options.filter(
    (option) => option.kind === kind && kind.apply === null,
  );
  if (first === undefined) return null;
  return atom(`config.my.${random.pick([first, ...others]).name}`);
}

/** An expression that we are not to know, with its values for Nix. */
export function hidden(scope: Scope, value: (scope: Scope) => Tree): Tree {
  const { random } = scope;
  const inner = {
    ...scope,
    worlds: 0,
    inModule: false,
    options: [],
    depth: Math.min(scope.depth, 2),
  };
  const worlds = Array.from({ length: scope.worlds }, () =>
    random.chance(0.03) ? null : value(inner),
  );
  return { ...atom(`hidden.${holeName}`), worlds };
}

/** A definition of an option of a kind: a value with properties around it. */
export function definitionOf(kind: Kind, scope: Scope): Tree {
  const { random, depth } = scope;
  if (depth < -2 || random.chance(0.55)) return someValue(kind, scope);
  const inner = { ...scope, depth: depth - 1 };
  const definition = (): Tree => parenthesised(definitionOf(kind, inner));
  const value = (): Tree =>
    random.chance(0.12) ? definition() : parenthesised(someValue(kind, inner));
  if (scope.worlds > 0 && random.chance(0.04))
    return hidden(scope, (world) => definitionOf(kind, world));
  switch (random.below(15)) {
    case 0:
    case 1:
    case 2:
      return expression`lib.mkIf ${parenthesised(condition(scope))} ${definition()}`;
    case 3:
    case 4:
      return expression`lib.mkForce ${value()}`;
    case 5:
    case 6:
      return expression`lib.mkDefault ${value()}`;
    case 7:
      return expression`lib.mkOverride ${random.pick(['90', '100', '1000', '1500', '20', '10000'])} ${value()}`;
    case 8:
      return expression`${random.pick(['lib.mkVMOverride', 'lib.mkOptionDefault', 'lib.mkImageMediaOverride'])} ${value()}`;
    case 9:
    case 10: {
      const items = Array.from({ length: random.below(3) + 1 }, definition);
      return expression`lib.mkMerge [ ${listItems(items)}]`;
    }
    case 11:
    case 12:
      return expression`${random.pick(['lib.mkBefore', 'lib.mkAfter', 'lib.mkOrder 700'])} ${value()}`;
    case 13:
      // The file that it names is only in messages, and in the modules of `deferredModule`.
      if (kind.isScalar !== true) return definitionOf(kind, inner);
      return expression`lib.mkDefinition { file = "elsewhere"; value = ${value()}; }`;
    default:
      return aliasOf(kind, scope) ?? definitionOf(kind, inner);
  }
}

function aliasOf(kind: Kind, scope: Scope): Tree | null {
  const { options, random, inModule } = scope;
  const [first, ...others] = options.filter((option) => option.kind === kind);
  if (!inModule || first === undefined) return null;
  const { name } = random.pick([first, ...others]);
  return random.chance(0.7)
    ? expression`lib.mkAliasDefinitions options.my.${name}`
    : expression`lib.mkAliasAndWrapDefinitions lib.mkMerge options.my.${name}`;
}

export function listItems(items: readonly Tree[]): Tree {
  return {
    role: 'part',
    isAtom: false,
    pieces: items.map((item) => ({
      pieces: [parenthesised(item), ' '],
      role: 'optional',
      isAtom: false,
    })),
  };
}

/** An expression for a Boolean. */
export function condition(scope: Scope): Tree {
  const { random, worlds, inModule, options } = scope;
  if (worlds > 0 && random.chance(0.2)) {
    return hidden(scope, (world) => atom(world.random.pick(['true', 'false'])));
  }
  if (random.chance(0.01)) return atom('"yes"');
  if (!inModule || random.chance(0.4)) return atom(random.pick(['true', 'true', 'false']));
  const [first, ...others] = options;
  switch (random.below(first === undefined ? 3 : 6)) {
    case 0:
    case 1:
      return atom('config.my.flag');
    case 2:
      return atom('special.flag');
    case 3:
      // Whether NixOS declares another one below it is not known to us.
      return expression`options.my ? ${random.pick(worlds > 0 ? ['flag', 'o0', 'nothing'] : ['flag', 'flag', 'links'])}`;
    default: {
      if (first === undefined) return atom('true');
      const { name, kind } = random.pick([first, ...others]);
      return random.chance(0.3)
        ? atom(`options.my.${name}.isDefined`)
        : kind.isScalar !== true
          ? expression`builtins.isAttrs config.my.${name}`
          : expression`config.my.${name} == ${parenthesised(kind.value({ ...scope, depth: 0 }))}`;
    }
  }
}
