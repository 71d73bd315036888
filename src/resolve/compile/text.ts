import { resolve } from 'node:path/posix';
import type { Span } from '../../report/span.ts';
import type { Expression, Path, Text } from '../../syntax/expression.ts';
import type { Compiled, Environment, Evaluate } from '../code.ts';
import { NixError, passed } from '../nix-error.ts';
import { spendText } from '../stack.ts';
import type { Coercion } from '../text.ts';
import { append, coerceToText, concatenation, interpolation, isPath } from '../text.ts';
import type { Unknown } from '../unknown.ts';
import { UnknownSignal, unknown } from '../unknown.ts';
import type { Value } from '../value.ts';
import { path } from '../value.ts';
import type { Compiler } from './compiler.ts';

export function compileText(expression: Text, compiler: Compiler): Compiled {
  return compileParts(expression.parts, interpolation, compiler, (text) => text);
}

/**
 * What stands before the first interpolation is normalised by itself, and the whole once its interpolations are in
 * it: `./..${"a"}` is a name beside the folder above. `~` is unknown: whose home would it be? An absolute path leads
 * out of the copy of a flake.
 */
export function compilePath(expression: Path, compiler: Compiler): Compiled {
  const [first, ...others] = expression.parts;
  if (typeof first !== 'string') throw new TypeError('a path begins with text');
  if (first.startsWith('~')) {
    const home = unknown(first, 'the home folder is not known', compiler.span(expression));
    return { evaluate: () => home, height: 1 };
  }
  const isAbsolute = first.startsWith('/');
  const start = isAbsolute ? first : `${compiler.unit.directory}/${first}`;
  const copiedFrom = isAbsolute ? null : compiler.unit.copiedFrom;
  const canonical = (text: string): Value => {
    spendText(text.length);
    return path(resolve(text), copiedFrom);
  };
  const prefix = others.length === 0 ? start : `${resolve(start)}${start.endsWith('/') ? '/' : ''}`;
  return compileParts([prefix, ...others], concatenation, compiler, canonical);
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
    return compiled.evaluate;
  });
  const spans = parts.map((part) => (typeof part === 'string' ? null : compiler.span(part)));
  const coerce = (value: Value, span: Span | null): string | Unknown => {
    try {
      return coerceToText(value, coercion);
    } catch (signal) {
      if (signal instanceof NixError && span !== null) passed(signal, span, interpolating);
      throw signal;
    }
  };
  const evaluate = (environment: Environment): Value => {
    let start: Unknown | null = null;
    let text = '';
    let longest = 0;
    for (const [index, part] of evaluates.entries()) {
      const value = typeof part === 'string' ? part : part(environment);
      const piece = typeof value === 'string' ? value : coerce(value, spans[index] ?? null);
      if (typeof piece === 'string') {
        spendText(text.length + piece.length, Math.min(piece.length, longest));
        longest = Math.max(longest, piece.length);
        text += piece;
      } else if (index === 0 && !isPath(piece)) return piece;
      else if (index === 0) start = piece;
      else throw new UnknownSignal(piece);
    }
    return start === null ? finish(text) : append(start, text);
  };
  return { evaluate, height: 4 + height };
}

const interpolating = 'while interpolating this';
