import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` asks of each mutant: those that start no process, and compare nothing with Nix. */
export default defineConfig({
  test: {
    include: ['test/{vmsilo,modules,print}/**/*.test.ts'],
    exclude: [
      'test/modules/{flakes,fuzz}.test.ts',
      'test/vmsilo/specialisations.test.ts',
      'test/print/graph/**',
    ],
    env: { WITHOUT_NIX: '1' },
    isolate: false,
    testTimeout: 60_000,
  },
});
