import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks } from '../code-blocks.ts';
import { makeFolder } from '../commands/folder.ts';
import { startSession } from './session.ts';

/** What docs/watch.md shows of each format: the lines of the first run, and of those after changes. */
const [pretty = '', gnu = '', json = ''] = codeBlocks(
  readFileSync('docs/watch.md', 'utf8'),
  'text',
);
const linesOf = (block: string) => block.trimEnd().split('\n');

/** The configuration of the page, watched, with its first run done. */
async function watched(format: string, ready: RegExp) {
  const folder = makeFolder();
  mkdirSync(join(folder, 'vms'));
  const route = (netvm: string) =>
    writeFileSync(join(folder, 'vms/banking.nix'), `{ network.netvm = "${netvm}"; }\n`);
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    sys-net.network.isNetvm = true;
    banking = import ./vms/banking.nix;
  };
}
`,
  );
  route('host');
  const session = startSession(folder, '--watch', '--format', format);
  const first = await session.until(ready);
  return { session, route, first };
}

test('docs/watch.md shows what is said to people', async () => {
  const [watching = '', written, refused] = linesOf(pretty);
  const { session, route, first } = await watched('pretty', /^watching /);
  const uncounted = (line = '') => line.replaceAll(/\d+/g, 'N');
  expect(uncounted(first.at(-1))).toBe(uncounted(watching));
  route('sys-net');
  expect(await session.until(/changed:/)).toEqual([written]);
  route('sys-nte');
  expect((await session.until(/changed:/)).at(-1)).toBe(refused);
});

test('docs/watch.md shows what is said to problem matchers', async () => {
  const { session, route } = await watched('gnu', /^vmsilo-nixgen: ready, /);
  route('sys-nte');
  expect(await session.until(/run finished/)).toEqual(linesOf(gnu));
});

test('docs/watch.md shows what is said to programs', async () => {
  const { session, route } = await watched('json', /"event":"ready"/);
  route('sys-net');
  expect(await session.until(/"event":"run"/)).toEqual(linesOf(json));
});
