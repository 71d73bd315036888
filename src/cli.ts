#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { recall } from './commands/caching/recalling.ts';
import { runKey } from './commands/caching/run-key.ts';
import { tolerateClosedStreams } from './commands/surroundings.ts';

if (isMainThread) await main(process.argv);
else await (await import('./commands/deep.ts')).serveDeepAnalysis();

/** What need not be done again is told before anything else is loaded. */
async function main(argv: readonly string[]): Promise<void> {
  const key = runKey(argv.slice(2));
  const messages = key === null ? null : recall(key);
  if (messages === null) {
    const { runCommandLine } = await import('./commands/command-line.ts');
    process.exitCode = await runCommandLine(argv, key);
  } else if (messages !== '') {
    tolerateClosedStreams();
    process.stderr.write(messages);
  }
}
