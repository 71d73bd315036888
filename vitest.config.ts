import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-program.ts'],
    testTimeout: 60_000,
    // Most tests wait for a process that they run.
    maxWorkers: '100%',
  },
});
