import { existsSync } from 'node:fs';

/** A file of ours that is read when the program runs: in the package, and when run from source. */
export function packagedFile(path: string): URL {
  const packaged = new URL(`../${path}`, import.meta.url);
  return existsSync(packaged) ? packaged : new URL(`../../${path}`, import.meta.url);
}
