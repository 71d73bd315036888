import { resolve } from 'node:path/posix';
import type { Expression, Path, Text } from '../../syntax/expression.ts';
import type { Environment, Evaluate } from '../code.ts';
import { NixError, passed } from '../nix-error.ts';
import type { Coercion } from '../text.ts';
import { coerceToString, concatenation, interpolation } from '../text.ts';
import { unknown } from '../unknown.ts';
import type { Value } from '../value.ts';
import { path } from '../value.ts';
import type { Compiled, Compiler } from './compiler.ts';

export function compileText(expression: Text, compiler: Compiler): Compiled {
  return compileParts(expression.parts, interpolation, compiler, (text) => text);
}

/** A path is normalised once its interpolations are in it. `~` is unknown: whose home would it be? */
export function compilePath(expression: Path, compiler: Compiler): Compiled {
  const [first, ...others] = expression.parts;
  if (typeof first !== 'string') throw new TypeError('a path begins with text');
  if (first.startsWith('~')) {
    const home = unknown(first, 'the home folder is not known', compiler.span(expression));
    return { evaluate: () => home, height: 1 };
  }
  const start = first.startsWith('/') ? first : `${compiler.unit.directory}/${first}`;
  const canonical = (text: string): Value => path(resolve(text));
  return compileParts([start, ...others], concatenation, compiler, canonical);
}

function compileParts(
  parts: readonly (string | Expression)[],
  coercion: Coercion,
  compiler: Compiler,
  finish: (text: string) => Value,
): Compiled {
  if (parts.every((part) => typeof part === 'string')) {
    const value = finish(parts.join(''));
    return { evaluate: () => value, height: 1 };
  }
  let height = 0;
  const evaluates = parts.map((part): string | Evaluate => {
    if (typeof part === 'string') return part;
    const compiled = compiler.compile(part);
    height = Math.max(height, compiled.height);
    const span = compiler.span(part);
    return (environment) => {
      try {
        return coerceToString(compiled.evaluate(environment), coercion);
      } catch (signal) {
        if (signal instanceof NixError) passed(signal, span, 'while interpolating this');
        throw signal;
      }
    };
  });
  const evaluate = (environment: Environment): Value => {
    let text = '';
    for (const part of evaluates) {
      text += typeof part === 'string' ? part : part(environment);
    }
    return finish(text);
  };
  return { evaluate, height: 4 + height };
}
