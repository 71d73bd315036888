import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneFile } from '../configurations.mjs';
import { runOnce, runPaired } from '../measure.mjs';

/** A check of a file that is up to date, from the start of the process to its end. */
export async function coldCheck({ program, scratch, times }) {
  writeFileSync(join(scratch, 'configuration.nix'), oneFile(50));
  runOnce(['node', program, '--quiet', scratch], { scratch });
  const pairs = runPaired(
    ['node', program, '--check', '--quiet', scratch],
    ['node', '-e', '0'],
    times,
    { scratch },
  );
  const ratio = (of) => pairs.map(([ours, bare]) => of(ours) / of(bare));
  return [
    {
      what: 'cold `--check` of 50 VMs, against `node -e 0`',
      ratios: ratio(({ seconds }) => seconds),
      most: 1.6,
    },
    {
      what: 'peak memory of that, against `node -e 0`',
      ratios: pairs[0][0].mebibytes === null ? [] : ratio(({ mebibytes }) => mebibytes),
      skipped: 'GNU time is not installed',
      most: 1.6,
    },
  ];
}
