import { spawn } from 'node:child_process';
import { quote } from '../report/quote.ts';
import { decode, encode } from '../report/utf8.ts';
import { reasonOf } from '../resolve/system-reason.ts';
import type { PlainData } from '../vmsilo/plain-network.ts';
import { Failure } from './failure.ts';

/** What Nix makes of an expression: a JSON value, or what it says of an error. */
export type NixAnswer = { readonly value: PlainData } | { readonly error: string };

/**
 * Evaluates an expression, strictly.
 *
 * @param expression byte string
 * @param folder where it is run; absolute, a byte string
 * @throws Failure where Nix is not installed, or does not run
 */
export function evaluateWithNix(expression: string, folder: string): Promise<NixAnswer> {
  const words = ['--eval', '--strict', '--json', '--expr', decode(expression)];
  return runNix('nix-instantiate', words, folder);
}

/**
 * Evaluates an attribute of a flake, and gives it to a function.
 *
 * @param flake its reference, as on the command line
 * @param attribute byte string
 * @param functionText Nix
 * @param folder where it is run; absolute, a byte string
 * @throws Failure where Nix is not installed, or does not run
 */
export function evaluateFlake(
  flake: string,
  attribute: string,
  functionText: string,
  folder: string,
): Promise<NixAnswer> {
  const features = ['--extra-experimental-features', 'nix-command flakes'];
  const installable = `${flake}#${decode(attribute)}`;
  const words = ['eval', '--json', '--no-write-lock-file', installable, '--apply', functionText];
  return runNix('nix', [...features, ...words], folder);
}

function runNix(program: string, words: readonly string[], folder: string): Promise<NixAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: decode(folder), stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      const message = isMissing
        ? `there is no \`${program}\`: install Nix (https://nixos.org/download), or verify where it is installed`
        : `cannot run \`${program}\`: ${reasonOf(error)}`;
      reject(new Failure(message));
    });
    child.on('close', (status) => {
      if (status !== 0) {
        resolve({ error: Buffer.concat(err).toString().trimEnd() });
        return;
      }
      const printed = Buffer.concat(out).toString();
      try {
        resolve({ value: JSON.parse(printed) });
      } catch {
        const found = quote(encode(printed.slice(0, longestShown)));
        reject(
          new Failure(`\`${program}\` printed no JSON, but ${found}: see what it is on \`PATH\``),
        );
      }
    });
  });
}

/** In characters, of what is not as it should be. */
const longestShown = 60;
