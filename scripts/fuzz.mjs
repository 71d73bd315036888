/**
 * `npm run fuzz -- --seed N --count N [--variant known|unknown] [--dialect current|shared|lib]` compares our resolver
 * with the `nix` on `PATH` over generated programs, and shows where they differ. In the variant `unknown` parts of the
 * programs are kept from us: what we still claim to know must be what Nix makes of them, whatever the parts are. Nix has
 * to be 2.26 or later, but for the dialect `shared`, of what 2.8 does alike; the dialect `lib` uses nixpkgs' lib, in the
 * checkout that NIXPKGS_LIB names. Exits with 1 if there is a difference.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
    variant: { type: 'string' },
    dialect: { type: 'string', default: 'current' },
  },
});

const nixpkgsLib = values.dialect === 'lib' ? `${process.env.NIXPKGS_LIB}/lib` : null;
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
try {
  const { fuzz } = await loadFuzz(folder);
  const variants = values.variant === undefined ? ['known', 'unknown'] : [values.variant];
  for (const variant of variants) {
    const seed = Number(values.seed);
    const count = Number(values.count);
    tell(
      variant,
      seed,
      fuzz({ seed, count, variant, dialect: values.dialect, folder, nixpkgsLib }),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

function tell(variant, seed, { counts, findings, subjects }) {
  const figures = [...counts].map(([result, count]) => `${result} ${count}`).sort();
  console.log(`${variant}, seed ${seed}: ${figures.join(', ')}`);
  for (const [subject, count] of subjects) console.log(`  unknown: ${subject} (${count})`);
  for (const { index, result, text, world, ours, nix } of findings) {
    console.log(`\n${variant} ${seed}/${index}: ${result}\n  ${text}\n  u = ${world}`);
    console.log(`  ours: ${ours}\n  Nix:  ${nix}`);
  }
  if (findings.length > 0) process.exitCode = 1;
}

async function loadFuzz(target) {
  const contents = `
    import { loadParser } from './src/syntax/parser.ts';
    export { fuzz } from './scripts/fuzz/run.ts';
    await loadParser();
  `;
  return import(pathToFileURL(await bundle(contents, target)).href);
}
