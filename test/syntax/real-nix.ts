import { execFileSync, spawnSync } from 'node:child_process';

const features = ['--extra-experimental-features', 'pipe-operators'];

/** Whether there is a Nix that knows the pipe operators: 2.24 or newer. */
export const hasNix = (() => {
  const { status, stderr } = spawnSync('nix-instantiate', [...features, '--parse', '-E', '1'], {
    encoding: 'utf8',
  });
  return status === 0 && !stderr.includes('unknown experimental feature');
})();

/** For the title of what needs it. */
export const withNix = hasNix ? 'as real Nix' : 'as real Nix (SKIPPED: no nix-instantiate 2.24)';

/** What Nix's parser makes of a text, or null if it rejects it. One character a byte. */
export function nixParse(text: string, folder: string): string | null {
  const { status, stdout } = spawnSync('nix-instantiate', [...features, '--parse', '-'], {
    cwd: folder,
    input: Buffer.from(text, 'latin1'),
    encoding: 'latin1',
  });
  return status === 0 ? stdout : null;
}

/** The value of an expression of plain data. */
export function nixEval(text: string): unknown {
  const output = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', '-'], {
    input: Buffer.from(text, 'latin1'),
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  return JSON.parse(output);
}
