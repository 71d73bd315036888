import { quote } from '../../report/quote.ts';
import type { Expression, LexicalBinding, Variable } from '../../syntax/expression.ts';
import type { Compiled, Environment } from '../code.ts';
import { set } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import { force } from '../thunk.ts';
import { isUnknown, partOf } from '../unknown.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import type { Compiler, Delayed } from './compiler.ts';

export function compileVariable(variable: Variable, compiler: Compiler): Compiled {
  const read = readVariable(variable, false, compiler);
  if (read !== null) return { evaluate: (environment) => force(read(environment)), height: 3 };
  const { binding, name } = variable;
  const span = compiler.span(variable);
  const levels = binding.kind === 'with' ? binding.levels : [];
  const evaluate = (environment: Environment): Value => {
    for (const level of levels) {
      const { attributes, rest } = withSet(ancestor(environment, level));
      const found = attributes.get(name);
      if (found !== undefined) return force(found.slot);
      if (rest !== null) return partOf(rest, [name], name, span);
    }
    throw new NixError('value', `undefined variable ${quote(name)}`, span);
  };
  return { evaluate, height: 4 };
}

function withSet(environment: Environment): Pick<AttributeSet, 'attributes' | 'rest'> {
  const value = force(environment.slots[0] ?? null);
  return isUnknown(value) ? { attributes: new Map(), rest: value } : set(value);
}

/**
 * Reads the slot of a variable without evaluating it; null where that takes evaluation.
 *
 * @param filling the innermost environment may not hold its slots yet
 */
export function readVariable(
  { binding }: Variable,
  filling: boolean,
  compiler: Compiler,
): Delayed | null {
  if (binding.kind !== 'local' && binding.kind !== 'global') return null;
  if (filling && binding.kind === 'local' && binding.level === 0) return null;
  return readLexical(binding, compiler);
}

/** Reads the slot that a name is bound to by the text alone, without evaluating it. */
export function readLexical(binding: LexicalBinding, { unit }: Compiler): Delayed {
  if (binding.kind === 'local') return readLocal(binding.level, binding.index);
  const slot = unit.globals.get(binding.name) ?? null;
  return () => slot;
}

/**
 * Makes the slot of a name's definition in a scope that is being filled. As in Nix, a definition that is another
 * name of that scope, and behind it, shares its slot: `let a = x: x; b = a; in [ a ] == [ b ]` is true.
 */
export function sharing(definition: Expression, delayed: Delayed): Delayed {
  if (definition.kind !== 'variable') return delayed;
  const { binding } = definition;
  if (binding.kind !== 'local' || binding.level !== 0) return delayed;
  return (environment) => {
    const filled = environment.slots[binding.index];
    return filled === undefined ? delayed(environment) : filled;
  };
}

function readLocal(level: number, index: number): Delayed {
  if (level === 0) return (environment) => slot(environment, index);
  if (level === 1) return ({ up }) => slot(up, index);
  return (environment) => slot(ancestor(environment, level), index);
}

function slot(environment: Environment | null, index: number): Slot {
  return environment?.slots[index] ?? null;
}

export function ancestor(environment: Environment, level: number): Environment {
  let at = environment;
  for (let left = level; left > 0 && at.up !== null; left--) at = at.up;
  return at;
}
