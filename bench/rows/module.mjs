import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneFile } from '../configurations.mjs';
import { isInstalled, runPaired } from '../measure.mjs';

const reference = fileURLToPath(new URL('../../test/oracle', import.meta.url));

/**
 * The same computation in Nix's module system: by the program that VMSILO_ORACLE names, if it does, else by the
 * reference of our tests.
 */
export async function againstModule({ program, scratch, times }) {
  const what = '3,000 VMs, against the same in Nix';
  const lib = process.env.NIXPKGS_LIB;
  if (lib === undefined || !isInstalled('nix-instantiate')) {
    const skipped = 'no nix-instantiate, or no NIXPKGS_LIB';
    return [what, `peak memory of ${what}`].map((what) => ({ what, ratios: [], skipped }));
  }
  const file = join(scratch, 'configuration.nix');
  writeFileSync(file, oneFile(3_000));
  const expression = `import ${reference}/reference.nix (import ${reference}/evaluate.nix { nixpkgsLib = ${lib}/lib; modules = [ ${file} ]; })`;
  const oracle = process.env.VMSILO_ORACLE;
  const nix =
    oracle === undefined
      ? [
          'nix-instantiate',
          '--store',
          'dummy://',
          '--eval',
          '--strict',
          '--json',
          '--expr',
          expression,
        ]
      : [oracle, file];
  const ours = ['node', program, '--quiet', '--output', '-', scratch];
  const pairs = runPaired(nix, ours, Math.min(times, 3), {
    scratch,
    // The module folds over all links, deeper than Nix lets calls go by default.
    environment: { NIX_CONFIG: 'max-call-depth = 1000000' },
  });
  const ratios = (of) => pairs.map(([theirs, ours]) => of(ours) / of(theirs));
  const by = oracle === undefined ? 'our reference' : "vmsilo's own module";
  return [
    { what: `${what} (${by})`, ratios: ratios(({ seconds }) => seconds), most: 1 / 20 },
    {
      what: 'peak memory of that, against the same in Nix',
      ratios: pairs[0][0].mebibytes === null ? [] : ratios(({ mebibytes }) => mebibytes),
      skipped: 'GNU time is not installed',
      most: 1 / 5,
    },
  ];
}
