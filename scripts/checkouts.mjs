import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The .nix files below a folder, links not followed, in an order that does not depend on the disk. */
export function nixFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A folder's name, and its commit, or null where it is no Git checkout. */
export function checkoutOf(folder) {
  return { name: basename(resolve(folder)), commit: commitOf(folder) };
}

function commitOf(folder) {
  const options = { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], options).trim();
  } catch {
    return null;
  }
}
