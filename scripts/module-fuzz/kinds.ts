import type { Random } from '../fuzz/random.ts';
import type { Tree } from '../fuzz/tree.ts';
import { atom, parenthesised } from '../fuzz/tree.ts';
import { closed, expression, optional, part, several } from './code.ts';
import type { Kind, Scope } from './scope.ts';
import { definitionOf, listItems, someValue } from './scope.ts';

/** A type of `lib.types`, with types inside it up to a depth. */
export function kind(random: Random, depth: number): Kind {
  if (depth <= 0 || random.chance(0.3)) return scalar(random);
  const inner = () => kind(random, depth - 1);
  const choice = composed[random.below(composed.length)];
  return choice === undefined ? scalar(random) : choice(random, inner);
}

function plain(type: string, values: readonly [string, ...string[]]): Kind {
  const value = ({ random }: Scope) => atom(random.pick(values));
  return { type: atom(type), value, apply: null, isScalar: true };
}

const text: readonly [string, ...string[]] = ['"a"', '"a"', '"a"', '"b"', '"c"'];
const numbers: readonly [string, ...string[]] = ['1', '1', '1', '2', '3'];

const str = plain('lib.types.str', text);
const int = plain('lib.types.int', numbers);
const bool = plain('lib.types.bool', ['true', 'true', 'false']);
const lines = plain('lib.types.lines', ['"a"', '"b"', '"c\\n"', "''\n  x\n  y\n''"]);

const scalars: readonly [Kind, ...Kind[]] = [
  str,
  int,
  bool,
  str,
  int,
  bool,
  lines,
  plain('lib.types.float', ['1.5', '1.5', '2.0', '1']),
  plain('lib.types.number', ['1', '1', '1.0', '2.5']),
  plain('lib.types.path', ['/x', '/x', '"/x"', '"x"']),
  plain('lib.types.nonEmptyStr', ['"a"', '"a"', '" "', '"b"']),
  plain('lib.types.singleLineStr', ['"a"', '"a\\n"', '"a\\nb"', '"a"']),
  plain('(lib.types.ints.between 1 3)', ['1', '1', '2', '4']),
  plain('lib.types.ints.u8', ['1', '1', '255', '256']),
  plain('lib.types.ints.unsigned', ['1', '1', '0']),
  plain('lib.types.ints.positive', ['1', '1', '0']),
  plain('lib.types.port', ['80', '80', '22', '70000']),
  plain('(lib.types.strMatching "[a-c]+")', ['"a"', '"a"', '"abc"', '"d"']),
  plain('(lib.types.enum [ "a" "b" 1 ])', ['"a"', '"a"', '"b"', '1', '"c"']),
  plain('lib.types.commas', text),
  plain('(lib.types.separatedString ":")', text),
  plain('lib.types.envVar', text),
  plain('lib.types.boolByOr', ['true', 'false']),
  plain('lib.types.raw', ['1', '{ a = lib.mkIf true 1; }', '[ 1 ]']),
  plain('lib.types.unspecified', [
    '1',
    '1',
    '[ 1 ]',
    '[ 2 ]',
    '{ a = 1; }',
    '{ b = 2; }',
    '"a"',
    'true',
  ]),
  plain('lib.types.attrs', ['{ a = 1; }', '{ b.c = 2; }', '{ b.d = 3; }', '{ }']),
];

function scalar(random: Random): Kind {
  if (random.chance(0.1)) return anything;
  return random.pick(scalars);
}

const anything: Kind = { type: atom('lib.types.anything'), value: anyValue, apply: null };

function anyValue(scope: Scope): Tree {
  const { random, depth } = scope;
  const deeper = { ...scope, depth: depth - 1 };
  const item = (): Tree => definitionOf(anything, deeper);
  switch (depth <= 0 ? random.below(3) : random.below(7)) {
    case 0:
      return atom(random.pick(['1', '1', '2']));
    case 1:
      return atom(random.pick(['"a"', 'true', 'null']));
    case 2:
    case 3:
      return atom(random.pick(['[ 1 ]', '[ 1 ]', '[ { a = 1; } ]', '{ }', '{ a = 1; }']));
    default:
      return closed`{ ${bindings(['a', 'b', 'c'], scope, item)}}`;
  }
}

/** Bindings of some of the names. */
export function bindings(
  names: readonly string[],
  { random }: Scope,
  value: (name: string) => Tree,
): Tree {
  const chosen = names.filter(() => random.chance(0.6));
  return several(chosen.map((name) => optional`${name} = ${value(name)}; `));
}

type Composed = (random: Random, inner: () => Kind) => Kind;

const element =
  (of: Kind) =>
  (scope: Scope): Tree =>
    definitionOf(of, scope);

function attributes(type: (of: Tree) => Tree): Composed {
  return (_, inner) => {
    const of = inner();
    return {
      type: type(parenthesised(of.type)),
      value: (scope) =>
        scope.random.chance(0.06)
          ? expression`lib.mapAttrs (_: v: v) ${closed`{ ${bindings(['a', 'b'], scope, () => element(of)(scope))}}`}`
          : closed`{ ${bindings(['a', 'b', 'c'], scope, () => element(of)(scope))}}`,
      apply: null,
    };
  };
}

function lists(type: (of: Tree) => Tree): Composed {
  return (_, inner) => {
    const of = inner();
    return {
      type: type(parenthesised(of.type)),
      value: (scope) => {
        const items = Array.from({ length: scope.random.below(3) }, () => element(of)(scope));
        return closed`[ ${listItems(items)}]`;
      },
      apply: null,
    };
  };
}

/** A type around another one, with the same values. */
function around(type: (of: Tree) => Tree): Composed {
  return (_, inner) => {
    const of = inner();
    return { type: type(parenthesised(of.type)), value: of.value, apply: null };
  };
}

const nullOr: Composed = (_, inner) => {
  const of = inner();
  return {
    type: expression`lib.types.nullOr ${parenthesised(of.type)}`,
    value: (scope) => (scope.random.chance(0.25) ? atom('null') : someValue(of, scope)),
    apply: null,
  };
};

const either: Composed = (random, inner) => {
  const [left, right] = [inner(), inner()];
  const [first, second] = [parenthesised(left.type), parenthesised(right.type)];
  return {
    type: random.chance(0.6)
      ? expression`lib.types.either ${first} ${second}`
      : expression`lib.types.oneOf [ ${first} ${second} lib.types.bool ]`,
    value: (scope) => someValue(scope.random.chance(0.6) ? left : right, scope),
    apply: null,
  };
};

interface Coercion {
  readonly from: Kind;
  readonly type: string;
  readonly to: Kind | null;
}

const coercions: readonly [Coercion, ...Coercion[]] = [
  { from: int, type: 'lib.types.coercedTo lib.types.int toString lib.types.str', to: str },
  { from: int, type: 'lib.types.coercedTo lib.types.int toString lib.types.lines', to: lines },
  {
    from: str,
    type: 'lib.types.coercedTo lib.types.str (s: [ s ]) (lib.types.listOf lib.types.str)',
    to: null,
  },
  {
    from: str,
    type: 'lib.types.coercedTo lib.types.str (s: { a = s; }) (lib.types.attrsOf lib.types.str)',
    to: null,
  },
  {
    from: bool,
    type: 'lib.types.coercedTo lib.types.bool (p: { inherit p; }) (lib.types.submodule { options.p = lib.mkOption { type = lib.types.bool; default = false; }; options.q = lib.mkOption { type = lib.types.int; default = 1; }; })',
    to: null,
  },
  {
    from: str,
    type: 'lib.types.coercedTo lib.types.str (s: null) (lib.types.nullOr lib.types.int)',
    to: int,
  },
  {
    from: int,
    type: 'lib.types.coercedTo (lib.mkOptionType { name = "two"; check = x: x == 2; }) toString (lib.types.either lib.types.int lib.types.str)',
    to: str,
  },
  {
    from: int,
    type: 'lib.types.coercedTo (lib.types.int // { check = x: x == 2; }) (x: 7) lib.types.int',
    to: int,
  },
  {
    from: str,
    type: 'lib.types.coercedTo (lib.types.attrTag { a = lib.mkOption { }; }) (x: x.a) lib.types.anything',
    to: null,
  },
];

const coerced: Composed = (random) => {
  const { from, type, to } = random.pick(coercions);
  const others: readonly [string, ...string[]] = [
    '[ "x" ]',
    '{ a = "y"; }',
    '{ p = true; }',
    '{ q = lib.mkForce 2; }',
  ];
  return {
    type: atom(`(${type})`),
    value: (scope) => {
      if (scope.random.chance(0.6)) return someValue(from, scope);
      return to === null ? atom(scope.random.pick(others)) : someValue(to, scope);
    },
    apply: null,
  };
};

const functionTo: Composed = (_, inner) => {
  const of = inner();
  return {
    type: expression`lib.types.functionTo ${parenthesised(of.type)}`,
    value: (scope) =>
      expression`${scope.random.pick(['x', '{ a ? 1, ... }', '_', 'x'])}: ${definitionOf(of, scope)}`,
    apply: 'f: f { a = 2; }',
  };
};

const attrTag: Composed = (_, inner) => {
  const [left, right] = [inner(), inner()];
  return {
    type: expression`lib.types.attrTag { l = lib.mkOption { type = ${left.type}; }; r = lib.mkOption { type = ${right.type}; }; }`,
    value: (scope) =>
      scope.random.chance(0.7)
        ? closed`{ l = ${definitionOf(left, scope)}; }`
        : closed`{ r = ${definitionOf(right, scope)}; }`,
    apply: null,
  };
};

const deferred: Composed = () => {
  return {
    type: atom('lib.types.deferredModule'),
    value: ({ random }) =>
      atom(random.pick(['{ a = 1; }', '({ lib, ... }: { a = lib.mkForce 2; })', './x.nix'])),
    apply: 'm: builtins.length m.imports',
  };
};

/** A set of options, and sets that define them. */
function submodule(random: Random, inner: () => Kind): Kind {
  const fields = ['p', 'q', 'r']
    .slice(0, 1 + random.below(3))
    .map((name) => ({ name, kind: inner() }));
  const scope: Scope = { random, depth: 1, worlds: 0, options: [], inModule: false };
  const isFree = random.chance(0.2);
  const declarations = fields.map(
    ({ name, kind: of }) =>
      optional`options.${name} = lib.mkOption { type = ${of.type}; ${random.chance(0.6) ? optional`default = ${someValue(of, scope)}; ` : ''}}; `,
  );
  const body = [
    ...declarations,
    ...(isFree ? [optional`freeformType = lib.types.attrsOf lib.types.int; `] : []),
    ...(random.chance(0.15)
      ? [
          optional`imports = [ { config.${fields[0]?.name ?? 'p'} = ${definitionOf(fields[0]?.kind ?? int, scope)}; } ]; `,
        ]
      : []),
    ...(random.chance(0.2)
      ? [
          optional`config.${fields.at(-1)?.name ?? 'p'} = ${expression`lib.mkDefault ${parenthesised(someValue(fields.at(-1)?.kind ?? int, scope))}`}; `,
        ]
      : []),
  ];
  const named = random.chance(0.3)
    ? expression`{ name, ... }: { ${several([...body, optional`options.n = lib.mkOption { default = name; }; `])}}`
    : closed`{ ${several(body)}}`;
  const isLoose = random.chance(0.25);
  const value = (at: Scope): Tree => {
    const names = at.random.chance(isFree ? 0.4 : 0.02)
      ? ['p', 'q', 'r', 'z']
      : fields.map(({ name }) => name);
    const definitions = bindings(names, at, (name) =>
      definitionOf(fields.find((field) => field.name === name)?.kind ?? int, at),
    );
    const set = closed`{ ${definitions}}`;
    switch (at.random.below(12)) {
      case 0:
        return expression`{ ... }: ${set}`;
      case 1:
        return expression`sub@{ name, lib, ... }: ${at.random.chance(0.5) ? set : closed`{ config = ${set}; }`}`;
      case 2:
        return isLoose ? closed`{ config = ${set}; }` : set;
      case 3:
        return isLoose
          ? closed`{ imports = [ ${set} ]; }`
          : expression`{ ... }: { imports = [ ${set} ]; }`;
      case 4:
        return expression`{ ... }: ${expression`lib.mkIf ${at.random.pick(['true', 'false'])} ${set}`}`;
      default:
        return set;
    }
  };
  const type = isLoose
    ? expression`lib.types.submoduleWith { modules = [ ${parenthesised(named)} ]; ${random.chance(0.3) ? optional`shorthandOnlyDefinesConfig = ${random.pick(['true', 'false'])}; ` : ''}${random.chance(0.2) ? optional`specialArgs = { given = 1; }; ` : ''}}`
    : expression`lib.types.submodule ${parenthesised(named)}`;
  return { type, value, apply: null };
}

const composed: readonly Composed[] = [
  nullOr,
  nullOr,
  either,
  either,
  lists((of) => expression`lib.types.listOf ${of}`),
  lists((of) => expression`lib.types.listOf ${of}`),
  lists((of) => expression`lib.types.nonEmptyListOf ${of}`),
  attributes((of) => expression`lib.types.attrsOf ${of}`),
  attributes((of) => expression`lib.types.attrsOf ${of}`),
  attributes((of) => expression`lib.types.attrsOf ${of}`),
  attributes((of) => expression`lib.types.lazyAttrsOf ${of}`),
  attributes((of) => expression`lib.types.attrsWith { elemType = ${of}; placeholder = "x"; }`),
  attributes((of) => expression`lib.types.attrsWith { elemType = ${of}; lazy = true; }`),
  around((of) => expression`lib.types.uniq ${of}`),
  around((of) => expression`lib.types.unique { message = "one"; } ${of}`),
  around((of) => expression`lib.types.addCheck ${of} (x: true)`),
  around((of) => expression`lib.types.addCheck ${of} (x: x != { } && x != [ ] && x != "a")`),
  around(
    (of) =>
      expression`lib.types.either (lib.mkOptionType { name = "b"; check = x: x == "never"; }) ${of}`,
  ),
  coerced,
  coerced,
  coerced,
  functionTo,
  attrTag,
  deferred,
  submodule,
  submodule,
  submodule,
];

/** The value of an option's `apply`, and other settings beside its type. */
export function settings(of: Kind, scope: Scope): Tree {
  const { random } = scope;
  const apply = of.apply ?? (random.chance(0.07) ? random.pick(applied) : null);
  return several([
    ...(random.chance(0.5) ? [optional`default = ${someValue(of, scope)}; `] : []),
    ...(apply === null ? [] : [part`apply = ${apply}; `]),
    ...(random.chance(0.04) ? [optional`readOnly = true; `] : []),
    ...(random.chance(0.04) ? [optional`internal = true; `] : []),
    ...(random.chance(0.04) ? [optional`visible = false; description = "x"; `] : []),
  ]);
}

const applied: readonly [string, ...string[]] = [
  'x: [ x ]',
  'builtins.typeOf',
  'x: { inherit x; }',
];
