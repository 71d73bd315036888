import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceStorePath } from '../../src/modules/store-path.ts';
import { makeFolder } from '../commands/folder.ts';
import { needsNix, nixPath, nixVersion } from '../oracle/nix.ts';

describe('the store path of a source tree', () => {
  it('follows from its hash', () => {
    const hash = 'sha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=';
    expect(sourceStorePath(hash, '/tmp/store/s')).toBe(
      '/tmp/store/s/y69qf5vgcjfqipz7j0bbfmgmn27hh7n3-source',
    );
  });

  it.each([
    '',
    'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
    'sha256-short=',
    '17h4rjc3aoQ',
    'xsha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=',
    'sha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=x',
    'sha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1cx',
    'sha256-17h4rjc3aoQ_PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=',
  ])('is not known of %j', (hash) => {
    expect(sourceStorePath(hash, '/nix/store')).toBeNull();
  });

  it.skipIf(nixVersion === null)(`is where real Nix puts it ${needsNix}`, () => {
    const folder = makeFolder();
    const store = join(folder, 'store');
    const source = join(folder, 'tree');
    mkdirSync(join(source, 'modules'), { recursive: true });
    writeFileSync(join(source, 'modules/default.nix'), '{ }\n');
    const env = {
      ...process.env,
      NIX_STORE_DIR: store,
      NIX_STATE_DIR: join(folder, 'state'),
      NIX_LOG_DIR: join(folder, 'log'),
      NIX_REMOTE: 'local',
    };
    const run = (program: string, ...words: readonly string[]) =>
      execFileSync(program, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const copied = `builtins.path { path = ${nixPath(source)}; name = "source"; }`;
    const path = run('nix-instantiate', '--eval', '--read-write-mode', '--expr', copied);
    const nix = ['--extra-experimental-features', 'nix-command'];
    const hash = run('nix', ...nix, 'hash', 'path', source).trim();
    expect(sourceStorePath(hash, store)).toBe(JSON.parse(path));
  });
});
