/** What `npm run mutation` does: see test/README.md. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: [`src/${process.env.FOLDER ?? 'vmsilo'}/**/*.ts`],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'mutation/incremental.json',
  concurrency: 2,
  // A mutant that loops is found by counting; time only tells of a slow machine.
  timeoutMS: 30_000,
  // Stryker rewrites a tsconfig.json by the programming interface of TypeScript, which 7 does not have.
  tsconfigFile: 'none',
  // Stryker copies what a symbolic link leads to, and fails at one that leads to a folder.
  ignorePatterns: ['/test/modules/cases/trees', '/test/resolve/cases'],
  buildCommand: 'cp -RP ../../../test/modules/cases/trees test/modules/cases/',
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: 'mutation/report.html' },
  tempDirName: 'mutation/sandbox',
  thresholds: { high: 95, low: 85, break: 85 },
};
