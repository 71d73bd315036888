import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` asks of each mutant: those of its folder, without what runs Nix. */
export default defineConfig({
  test: {
    include: [`test/${process.env.FOLDER ?? 'vmsilo'}/**/*.test.ts`],
    exclude: ['test/modules/fuzz.test.ts'],
    env: { WITHOUT_NIX: '1' },
    isolate: false,
    testTimeout: 60_000,
  },
});
