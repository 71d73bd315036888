import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` asks of each mutant: those that run neither the built program nor Nix. */
export default defineConfig({
  test: {
    include: ['test/{vmsilo,modules}/**/*.test.ts'],
    exclude: ['test/modules/fuzz.test.ts'],
    env: { WITHOUT_NIX: '1' },
    isolate: false,
    testTimeout: 60_000,
  },
});
