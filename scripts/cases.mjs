/**
 * `node scripts/cases.mjs` writes the .exp of each case in test/resolve/cases, as the `nix-instantiate` here prints
 * it, and of each in test/resolve/lib/cases if NIXPKGS_LIB names a checkout of nixpkgs or its lib. It has to be Nix
 * 2.26 or later.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nixpkgsLib = process.env.NIXPKGS_LIB;

writeAll('../test/resolve/cases', (file) => ['--store', 'dummy://', file]);
if (nixpkgsLib !== undefined) {
  const call = (file) => `import ${file} (import ${nixpkgsLib}/lib)`;
  writeAll('../test/resolve/lib/cases', (file) => ['--expr', call(file)]);
}

function writeAll(folder, source) {
  const cases = fileURLToPath(new URL(folder, import.meta.url));
  for (const file of readdirSync(cases).filter((name) => name.endsWith('.nix'))) {
    const args = ['--eval', '--strict', ...source(join(cases, file))];
    const { status, stdout, stderr } = spawnSync('nix-instantiate', args, { encoding: 'latin1' });
    if (status === 0) writeFileSync(join(cases, file.replace(/\.nix$/, '.exp')), stdout, 'latin1');
    else {
      console.error(`${file}: ${stderr ?? 'there is no nix-instantiate'}`);
      process.exitCode = 1;
    }
  }
}
