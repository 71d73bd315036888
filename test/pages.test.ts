import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeRepository } from './cli/repository.ts';
import { replay } from './transcript.ts';

const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  .map((path): [string, string] => [path, readFileSync(path, 'utf8')])
  .filter(([, text]) => text.includes('\n```console\n'));

test.each(pages)('what %s shows of commands is what they print', (_path, text) => {
  const steps = replay(text, makeRepository());
  expect(steps.map(({ command, printed }) => [command, printed])).toEqual(
    steps.map(({ command, shown }) => [command, shown]),
  );
});
