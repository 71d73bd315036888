import { transform } from 'esbuild';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where `npm run coverage` wants what is counted in processes of the program. */
const programCoverage = process.env.PROGRAM_COVERAGE;

/** Translates the sources as the build of the program does, so that counts of both are of the same places. */
const translateAsBuilt: Plugin = {
  name: 'translate-as-built',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.ts')
      ? transform(code, { loader: 'ts', sourcefile: id, sourcemap: true, target: 'node20.19' })
      : null,
};

export default defineConfig({
  plugins: programCoverage === undefined ? [] : [translateAsBuilt],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-program.ts', 'test/temporary-folder.ts'],
    testTimeout: 60_000,
    // Most tests wait for a process that they run.
    maxWorkers: '100%',
    env: programCoverage === undefined ? {} : { NODE_V8_COVERAGE: programCoverage },
    coverage: { include: ['src/**/*.ts'], reporter: ['json'], reportOnFailure: true },
  },
});
