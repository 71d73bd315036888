import type { Tree } from '../fuzz/tree.ts';
import { atom, parenthesised } from '../fuzz/tree.ts';
import { closed, expression, optional, several } from './code.ts';
import { bindings } from './kinds.ts';
import type { Kind, Scope } from './scope.ts';
import { condition, definitionOf, hidden } from './scope.ts';

const netvm = kindOf(['null', '"a"', '"a"', '"b"', '"host"', '"nowhere"']);
const isNetvm = kindOf(['true', 'true', 'false']);
const subnet = kindOf(['null', '"10.0.0.0/31"', '"10.0.0.2/31"']);
const memory = kindOf(['512', '512', '1024']);

function kindOf(values: readonly [string, ...string[]]): Kind {
  return { type: atom('null'), value: ({ random }) => atom(random.pick(values)), apply: null };
}

const vmNames = ['a', 'b', 'c'];

/** Bindings below `programs.vmsilo`. */
export function vmsiloBindings(scope: Scope): Tree {
  const { random } = scope;
  if (random.chance(0.06)) {
    const range = kindOf(['"10.1.0.0/16"', '"10.1.0.0/16"', '"10.2.0.0/16"']);
    return optional`programs.vmsilo.netvmRange = ${definitionOf(range, scope)}; `;
  }
  if (random.chance(0.06)) return redeclared(scope);
  if (random.chance(0.45)) {
    return several(
      vmNames
        .filter(() => random.chance(0.5))
        .map((name) => optional`programs.vmsilo.nixosVms.${name} = ${vmDefinition(scope)}; `),
    );
  }
  return optional`programs.vmsilo.nixosVms = ${allVms(scope)}; `;
}

/** Declares the VMs' option again, in a module that has nothing but configuration otherwise. */
function redeclared(scope: Scope): Tree {
  const inner = { ...scope, inModule: false };
  const set = closed`{ ${fields(inner)}}`;
  const module = scope.random.chance(0.5) ? set : expression`{ name, ... }: ${set}`;
  return optional`imports = [ { options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule ${parenthesised(module)}); }; } ]; `;
}

function allVms(scope: Scope): Tree {
  const { random, worlds } = scope;
  const set = (): Tree => closed`{ ${bindings(vmNames, scope, () => vmDefinition(scope))}}`;
  if (worlds > 0 && random.chance(0.05)) {
    return hidden(
      scope,
      (world) => closed`{ ${bindings(vmNames, world, () => vmDefinition(world))}}`,
    );
  }
  const names = random.pick(['[ "a" "b" ]', '[ "b" "c" ]', '[ "c" ]']);
  switch (random.below(12)) {
    case 0:
      return expression`lib.mapAttrs (name: n: { network.netvm = ${expression`if name == n then null else n`}; }) config.my.links`;
    case 1:
      return expression`lib.genAttrs ${names} (name: ${parenthesised(vmDefinition(scope))})`;
    case 2:
      return expression`lib.mkIf ${parenthesised(condition(scope))} ${set()}`;
    case 3:
      return expression`lib.mkMerge [ ${set()} ${parenthesised(expression`lib.mkIf ${parenthesised(condition(scope))} ${set()}`)} ]`;
    case 4:
      return expression`${random.pick(['lib.mkForce', 'lib.mkDefault', 'lib.mkBefore'])} ${set()}`;
    case 5:
      return expression`lib.optionalAttrs ${random.pick(['special.flag', 'config.my.flag', 'true'])} ${set()}`;
    case 6:
      return expression`${set()} // ${set()}`;
    case 7:
      return expression`lib.listToAttrs (map (name: lib.nameValuePair name ${parenthesised(vmDefinition(scope))}) ${names})`;
    default:
      return set();
  }
}

function vmDefinition(scope: Scope): Tree {
  const { random } = scope;
  const inner = { ...scope, depth: scope.depth - 1 };
  if (scope.depth < -2 || random.chance(0.65)) return vm(scope);
  if (scope.worlds > 0 && random.chance(0.08)) return hidden(scope, vmDefinition);
  const nested = (): Tree => parenthesised(vmDefinition(inner));
  switch (random.below(6)) {
    case 0:
      return expression`lib.mkIf ${parenthesised(condition(scope))} ${nested()}`;
    case 1:
      return expression`lib.mkForce ${nested()}`;
    case 2:
      return expression`lib.mkDefault ${nested()}`;
    case 3:
      return expression`lib.mkMerge [ ${nested()} ${nested()} ]`;
    case 4:
      return expression`lib.mkOverride ${random.pick(['90', '1500', '20'])} ${nested()}`;
    default:
      return random.chance(0.2) ? expression`lib.mkBefore ${nested()}` : vm(scope);
  }
}

/** A VM: a set, a function or the path of a file. */
function vm(scope: Scope): Tree {
  const { random } = scope;
  const set = (): Tree => closed`{ ${fields(scope)}}`;
  switch (random.below(14)) {
    case 0:
      return expression`{ ... }: ${set()}`;
    case 1:
      return expression`{ name, ... }: ${closed`{ network.netvm = lib.mkIf (name != "a") ${parenthesised(definitionOf(netvm, scope))}; }`}`;
    case 2:
      return expression`vm@{ name, lib, ... }: ${closed`{ network.isNetvm = vm.config.network.netvm == null; network.netvm = ${definitionOf(netvm, scope)}; }`}`;
    case 3:
      return expression`{ ... }: ${closed`{ imports = [ ${set()} ]; config = ${set()}; }`}`;
    case 4:
      return atom(random.pick(['./vm.nix', '(import ./vm.nix)', './vm-set.nix']));
    case 5:
      return expression`${set()} // ${set()}`;
    default:
      return set();
  }
}

function fields(scope: Scope): Tree {
  const { random } = scope;
  const own = closed`{ ${networkFields(scope)}}`;
  switch (random.below(9)) {
    case 0:
      return optional`network = ${expression`lib.mkIf ${parenthesised(condition(scope))} ${own}`}; `;
    case 1:
      return optional`network = ${expression`${random.pick(['lib.mkForce', 'lib.mkDefault', 'lib.mkBefore'])} ${own}`}; `;
    case 2:
      return optional`network = ${expression`lib.mkMerge [ ${own} ${closed`{ ${networkFields(scope)}}`} ]`}; `;
    case 3:
      return several([
        optional`network = ${own}; `,
        optional`memory = ${definitionOf(memory, scope)}; `,
      ]);
    case 4:
      return optional`network = ${own}; `;
    default:
      return several([
        ...(random.chance(0.8) ? [optional`network.netvm = ${definitionOf(netvm, scope)}; `] : []),
        ...(random.chance(0.4)
          ? [optional`network.isNetvm = ${definitionOf(isNetvm, scope)}; `]
          : []),
        ...(random.chance(0.2) ? [optional`memory = ${definitionOf(memory, scope)}; `] : []),
      ]);
  }
}

function networkFields(scope: Scope): Tree {
  const { random } = scope;
  return several([
    ...(random.chance(0.7) ? [optional`netvm = ${definitionOf(netvm, scope)}; `] : []),
    ...(random.chance(0.4) ? [optional`isNetvm = ${definitionOf(isNetvm, scope)}; `] : []),
    ...(random.chance(0.2) ? [optional`netvmSubnet = ${definitionOf(subnet, scope)}; `] : []),
    ...(random.chance(0.2)
      ? [
          optional`interfaces = ${closed`{ ${bindings(['eth0', 'eth1'], scope, () => atom('{ }'))}}`}; `,
        ]
      : []),
  ]);
}
