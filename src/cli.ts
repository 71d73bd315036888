#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { recall } from './commands/caching/recalling.ts';

if (isMainThread) await main(process.argv);
else await (await import('./commands/deep.ts')).serveDeepAnalysis();

/** What need not be done again is told before anything else is loaded. */
async function main(argv: readonly string[]): Promise<void> {
  const messages = recall(argv.slice(2));
  if (messages === null) {
    const { runCommandLine } = await import('./commands/command-line.ts');
    process.exitCode = await runCommandLine(argv);
  } else if (messages !== '') {
    process.stderr.on('error', () => {});
    process.stderr.write(messages);
  }
}
