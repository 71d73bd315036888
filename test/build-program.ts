import { execFileSync } from 'node:child_process';

/** Builds the program once, for the tests that run it. */
export default function setup(): void {
  const options = process.env.PROGRAM_COVERAGE ? ['--source-maps'] : [];
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types', ...options], {
    stdio: 'inherit',
  });
}
