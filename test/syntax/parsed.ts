import type { Expression, Program } from '../../src/syntax/expression.ts';
import { parse } from '../../src/syntax/parse.ts';

/** A program that has no errors. The text holds one character a byte. */
export function programOf(text: string): Program {
  const { program, diagnostics } = parse({ path: '/test.nix', text });
  if (program === null || diagnostics.length > 0) {
    throw new Error(`${text}: ${diagnostics.map(({ message }) => message).join(', ')}`);
  }
  return program;
}

export function expressionOf(text: string): Expression {
  return programOf(text).body;
}

/** The errors of a text: `start-end code: message`. */
export function errorsOf(text: string): readonly string[] {
  const { diagnostics } = parse({ path: '/test.nix', text });
  return diagnostics.map(
    ({ code, message, span }) => `${span.start}-${span.end} ${code}: ${message}`,
  );
}
