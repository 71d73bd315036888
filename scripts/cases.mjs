/**
 * `node scripts/cases.mjs` writes the .exp of each case in test/resolve/cases, as the `nix-instantiate` here prints
 * it. It has to be Nix 2.26 or later.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cases = fileURLToPath(new URL('../test/resolve/cases', import.meta.url));

for (const file of readdirSync(cases).filter((name) => name.endsWith('.nix'))) {
  const args = ['--eval', '--strict', '--store', 'dummy://', join(cases, file)];
  const { status, stdout, stderr } = spawnSync('nix-instantiate', args, { encoding: 'utf8' });
  if (status === 0) writeFileSync(join(cases, file.replace(/\.nix$/, '.exp')), stdout);
  else {
    console.error(`${file}: ${stderr ?? 'there is no nix-instantiate'}`);
    process.exitCode = 1;
  }
}
