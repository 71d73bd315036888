import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlainData } from '../vmsilo/plain-network.ts';
import { Failure } from './failure.ts';

/** What Nix makes of an expression: a JSON value, or what it says of an error. */
export type NixAnswer = { readonly value: PlainData } | { readonly error: string };

/**
 * Evaluates an expression, strictly.
 *
 * @param words those behind `nix-instantiate --eval --strict --json`
 * @throws Failure where Nix is not installed
 */
export function evaluateWithNix(words: readonly string[], folder: string): Promise<NixAnswer> {
  return runNix('nix-instantiate', ['--eval', '--strict', '--json', ...words], folder);
}

/**
 * Evaluates an attribute of a flake, and gives it to a function.
 *
 * @param installable a flake's reference, `#` and the attribute
 * @param functionText Nix
 */
export function evaluateFlake(
  installable: string,
  functionText: string,
  folder: string,
): Promise<NixAnswer> {
  const features = ['--extra-experimental-features', 'nix-command flakes'];
  const words = ['eval', '--json', '--no-write-lock-file', installable, '--apply', functionText];
  return runNix('nix', [...features, ...words], folder);
}

/** A Nix file of ours: in the package, and when run from source. */
export function ownNixFile(name: string): string {
  const packaged = new URL(`../nix/${name}`, import.meta.url);
  return fileURLToPath(
    existsSync(packaged) ? packaged : new URL(`../../nix/${name}`, import.meta.url),
  );
}

function runNix(program: string, words: readonly string[], folder: string): Promise<NixAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      const how = `there is no \`${program}\`: install Nix (https://nixos.org/download), or verify where it is installed`;
      reject(isMissing ? new Failure(how) : error);
    });
    child.on('close', (status) => {
      if (status !== 0) {
        resolve({ error: Buffer.concat(err).toString().trimEnd() });
        return;
      }
      const value: PlainData = JSON.parse(Buffer.concat(out).toString());
      resolve({ value });
    });
  });
}
