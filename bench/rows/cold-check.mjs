import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneFile } from '../configurations.mjs';
import { runOnce, runPaired } from '../measure.mjs';

/** A check of a file that is up to date, from the start of the process to its end. */
export async function coldCheck({ program, scratch, times }) {
  writeFileSync(join(scratch, 'configuration.nix'), oneFile(50));
  runOnce(['node', program, '--quiet', scratch], { scratch });
  const bare = ['node', '-e', '0'];
  const check = ['node', program, '--check', '--quiet'];
  const environment = { XDG_CACHE_HOME: join(scratch, 'cache') };
  const given = { scratch, environment };
  return [
    ...ratios(
      'of 50 VMs where nothing has changed since the last',
      runPaired([...check, scratch], bare, times, given),
    ),
    ...ratios(
      'of 50 VMs with `--no-cache`',
      runPaired([...check, '--no-cache', scratch], bare, times, given),
    ),
  ];
}

function ratios(which, pairs) {
  const ratio = (of) => pairs.map(([ours, plain]) => of(ours) / of(plain));
  return [
    {
      what: `cold \`--check\` ${which}, against \`node -e 0\``,
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
