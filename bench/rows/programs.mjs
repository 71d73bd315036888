import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, median, runPaired } from '../measure.mjs';

const folder = fileURLToPath(new URL('../programs', import.meta.url));

/** Programs that are nothing but evaluation, each of about a second in Nix. */
export async function programs({ evaluator, scratch, times }) {
  const what = 'pure programs, against `nix-instantiate`';
  if (!isInstalled('nix-instantiate')) return [{ what, ratios: [], skipped: 'no nix-instantiate' }];
  const rows = readdirSync(folder)
    .filter((name) => name.endsWith('.nix'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const pairs = runPaired(
        ['node', evaluator, file],
        ['nix-instantiate', '--store', 'dummy://', '--eval', '--strict', file],
        Math.min(times, 3),
        { scratch },
      );
      return {
        what: `\`${name}\``,
        ratios: pairs.map(([ours, nix]) => ours.seconds / nix.seconds),
      };
    });
  return [
    {
      what: `${what}, the median of ${rows.length}`,
      ratios: rows.map(({ ratios }) => median(ratios)),
      most: 3,
    },
    ...rows,
  ];
}
