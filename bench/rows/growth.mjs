import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneFile } from '../configurations.mjs';
import { runOnce } from '../measure.mjs';

/** How time and memory grow with the number of VMs, beyond what the program takes for one. */
export async function growth({ program, scratch, times }) {
  const cost = (vms) => {
    writeFileSync(join(scratch, 'configuration.nix'), oneFile(vms));
    return runOnce(
      ['node', program, '--quiet', '--output', '-', '--range', '10.0.0.0/8', scratch],
      {
        scratch,
      },
    );
  };
  const rounds = Array.from({ length: Math.min(times, 3) }, () =>
    [1, 300, 3_000, 30_000].map(cost),
  );
  const rows = [];
  for (const [name, of] of [
    ['time', ({ seconds }) => seconds],
    ['memory', ({ mebibytes }) => mebibytes],
  ]) {
    for (const [from, to, label] of [
      [1, 2, '300 to 3,000'],
      [2, 3, '3,000 to 30,000'],
    ]) {
      rows.push({
        what: `${name} for twice the work, ${label} VMs`,
        ratios: rounds.map((round) => {
          const [small, large] = [from, to].map((at) => of(round[at]) - of(round[0]));
          return (large / small) ** (Math.log(2) / Math.log(10));
        }),
        skipped: 'GNU time is not installed',
        most: 2.2,
      });
    }
  }
  return rows.map((row) => ({ ...row, ratios: row.ratios.filter((ratio) => ratio > 0) }));
}
