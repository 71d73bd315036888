import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository } from './repository.ts';

const configuration = `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {
  net.network.isNetvm = true; one.network.netvm = "net"; }; }
`;

test('what a repository says is to be fetched is not, and nothing is run for it', () => {
  const { folder, git, put, run } = makeRepository();
  put({ 'configuration.nix': configuration });
  git('add', '.');
  const object = git('rev-parse', ':configuration.nix').stdout.trim();
  put({ 'configuration.nix': '{ }\n' });
  rmSync(join(folder, '.git/objects', object.slice(0, 2), object.slice(2)));
  const mark = join(folder, 'was-run');
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', `ext::touch ${mark}`],
    ['protocol.ext.allow', 'always'],
    ['core.fsmonitor', `touch ${mark}; false`],
  ]) {
    git('config', name ?? '', value ?? '');
  }
  const { status } = run('.', 'vmsilo-nixgen', '--staged');
  expect({ status, isRun: existsSync(mark) }).toEqual({ status: 2, isRun: false });
  git('cat-file', 'blob', object);
  expect(existsSync(mark)).toBe(true);
});
