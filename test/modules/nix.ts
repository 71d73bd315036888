import { join } from 'node:path';
import { evaluate, nixPath } from '../oracle/nix.ts';

/** What the real module system makes of a case: a value, or the code that we report for such an error. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

/** Asks nixpkgs' module system for the network and the result of a case. */
export function askNix(entry: string, nixpkgsLib: string): Outcome {
  try {
    return { value: evaluate(evaluationOf(entry, nixpkgsLib)) };
  } catch (error) {
    return { error: codeOf(error instanceof Error ? error.message : String(error)) };
  }
}

/** The expression that evaluates a case. */
export function evaluationOf(entry: string, nixpkgsLib: string): string {
  const evaluator = nixPath(join(import.meta.dirname, 'evaluate.nix'));
  const lib = nixPath(join(nixpkgsLib, 'lib'));
  return `import ${evaluator} { nixpkgsLib = ${lib}; entry = ${nixPath(entry)}; }`;
}

const messages: readonly (readonly [RegExp, string])[] = [
  [/infinite recursion|stack overflow|max-call-depth/, 'infinite-recursion'],
  [/syntax error|undefined variable/, 'syntax-error'],
  [
    /conflicting definition values|Cannot merge definitions of|conflicting option types|both null and not null|expected to be unique/,
    'conflicting-definitions',
  ],
  [/is not of type|you're trying to define a value of type/, 'type-mismatch'],
  [/path '[^']*' does not exist|opening file '[^']*': No such file/, 'import-missing'],
];

/** The code of what Nix prints about an error: the last line that begins with `error:` names it. */
export function codeOf(printed: string): string {
  const message = printed.slice(printed.lastIndexOf('error:'));
  return messages.find(([pattern]) => pattern.test(message))?.[1] ?? 'eval-error';
}
