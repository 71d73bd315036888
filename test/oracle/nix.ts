import { spawnSync } from 'node:child_process';

/** What Nix makes of an expression: its value as JSON gives it, or what Nix prints about the error. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

export interface Surroundings {
  /** What relative paths and `./.` start from; by default the working directory. */
  readonly folder?: string;
  /** The search path, as `NIX_PATH`; by default empty. */
  readonly searchPath?: string;
}

/** The version of the `nix-instantiate` on `PATH`, such as `2.26.3`; null where there is none, or WITHOUT_NIX is set. */
export const nixVersion: string | null = findVersion();

/** For the title of tests that are skipped without Nix. */
export const needsNix =
  nixVersion === null ? '(SKIPPED: no nix-instantiate on PATH)' : `(Nix ${nixVersion})`;

/**
 * Evaluates one expression, strictly, in a store that holds nothing: no daemon, no permission and no network is
 * needed, and a path that was copied to the store can't be read there.
 *
 * @throws Error with what Nix printed, if it is an error in Nix
 */
export function evaluate(expression: string, surroundings: Surroundings = {}): unknown {
  const outcome = run(expression, surroundings);
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.value;
}

/**
 * Evaluates expressions that have nothing to do with each other, in as few processes as their errors allow.
 *
 * @returns an outcome for each, in their order
 */
export function evaluateEach(
  expressions: readonly string[],
  surroundings: Surroundings = {},
): readonly Outcome[] {
  if (expressions.length === 0) return [];
  const list = expressions.map((expression) => `(\n${expression}\n)`).join('\n');
  const together = run(`[\n${list}\n]`, surroundings);
  if ('value' in together && Array.isArray(together.value)) {
    return together.value.map((value: unknown) => ({ value }));
  }
  if (expressions.length === 1) return [together];
  const middle = Math.ceil(expressions.length / 2);
  return [expressions.slice(0, middle), expressions.slice(middle)].flatMap((half) =>
    evaluateEach(half, surroundings),
  );
}

/** A Nix string of this text; a CR as it is would become an LF. */
export function nixString(text: string): string {
  return `"${text.replaceAll(/["$\\]/g, '\\$&').replaceAll('\r', '\\r')}"`;
}

/** A Nix path, whatever characters are in it. */
export function nixPath(absolute: string): string {
  return `(/. + ${nixString(absolute)})`;
}

/** A Nix value of what JSON can hold. */
export function nixValue(data: unknown): string {
  return `(builtins.fromJSON ${nixString(JSON.stringify(data))})`;
}

function run(expression: string, { folder, searchPath = '' }: Surroundings): Outcome {
  const result = spawnSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '-'],
    {
      cwd: folder,
      env: { ...process.env, NIX_PATH: searchPath },
      input: expression,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) return { error: result.stderr };
  const value: unknown = JSON.parse(result.stdout);
  return { value };
}

function findVersion(): string | null {
  if (process.env.WITHOUT_NIX) return null;
  const { status, stdout } = spawnSync('nix-instantiate', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? null) : null;
}
