#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { CommanderError } from 'commander';
import { defineCommandLine } from './commands/command-line.ts';
import type { ExitStatus } from './commands/run.ts';
import { tolerateClosedStreams } from './commands/surroundings.ts';

if (isMainThread) process.exitCode = await main(process.argv);
else await (await import('./commands/deep.ts')).serveDeepAnalysis();

async function main(argv: readonly string[]): Promise<ExitStatus> {
  tolerateClosedStreams();
  const { program, status } = defineCommandLine(version());
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return status();
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
