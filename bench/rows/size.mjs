import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The package as npm packs it, and the JavaScript in it. */
export async function size({ root, dist }) {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ unpackedSize }] = JSON.parse(stdout);
  const scripts = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  return [
    { what: 'the package unpacked, against 1 MB', ratios: [unpackedSize / 1e6], most: 1 },
    { what: 'the JavaScript in it, against 250 KB', ratios: [bytes / 250e3], most: 1 },
  ];
}
