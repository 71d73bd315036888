import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram } from './program.ts';
import { type Session, sessionOf, startSession } from './session.ts';

const finished = /^vmsilo-nixgen: run finished/;
const ready = /^vmsilo-nixgen: ready/;

/** Writes files into a folder; makes the folders that they are in. */
function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function vms(clients: Readonly<Record<string, string>>): string {
  const lines = Object.entries(clients).map(([vm, netvm]) => `  ${vm}.network.netvm = "${netvm}";`);
  return `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {\n  net.network.isNetvm = true;\n${lines.join('\n')}\n}; }\n`;
}

/** Starts watching a folder of these files, and waits until it is ready. */
async function watching(
  files: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<{ readonly folder: string; readonly session: Session }> {
  const folder = makeFolder();
  put(folder, files);
  return { folder, session: await watchingIn(folder, ...words) };
}

async function watchingIn(folder: string, ...words: readonly string[]): Promise<Session> {
  const session = startSession(folder, '--watch', '--format=gnu', ...words);
  await session.until(ready);
  return session;
}

/** The last line of the next run. */
async function nextRun(session: Session): Promise<string | undefined> {
  return (await session.until(finished)).at(-1)?.replace('vmsilo-nixgen: run finished, ', '');
}

/** What the next run says that has changed. */
async function nextChange(session: Session): Promise<string | undefined> {
  const lines = await session.until(finished);
  const [started] = lines.filter((line) => line.startsWith('vmsilo-nixgen: run started'));
  return started?.replace('vmsilo-nixgen: run started, ', '');
}

const runsOf = ({ lines }: Session) => lines.filter((line) => finished.test(line)).length;

const one = { 'configuration.nix': vms({ a: 'net' }) };
const written = (names: string) => `\`netvm-injections.nix\` is written (${names})`;
const upToDate = '`netvm-injections.nix` is up to date';

describe('what is regenerated', () => {
  test('says when it is ready, and in a line what a run has changed', async () => {
    const folder = makeFolder();
    put(folder, one);
    const session = startSession(folder, '-w');
    await session.until(/^watching 1 file in \d+ folders; Ctrl-C ends$/);
    put(folder, { 'configuration.nix': vms({ a: 'net', b: 'net' }) });
    await session.until(
      /^configuration\.nix changed: `netvm-injections\.nix` is written \(b, net\)$/,
    );
    expect(session.lines[0]).toBe('`netvm-injections.nix` is written (a, net)');
    expect(session.lines).toHaveLength(3);
  });

  test('an edit in place, and one by an editor that saves by renaming', async () => {
    const { folder, session } = await watching(one);
    put(folder, { 'configuration.nix': vms({ b: 'net' }) });
    expect(await nextRun(session)).toBe(written('a, b, net'));
    for (const vm of ['c', 'd']) {
      put(folder, { '.configuration.nix.swp': vms({ [vm]: 'net' }) });
      renameSync(join(folder, '.configuration.nix.swp'), join(folder, 'configuration.nix'));
      expect(await nextRun(session)).toContain(`${vm}, net)`);
    }
    put(folder, { 'configuration.nix': vms({ e: 'net' }) });
    expect(await nextRun(session)).toBe(written('d, e, net'));
    expect(readFileSync(join(folder, 'netvm-injections.nix'), 'utf8')).toBe(
      runProgram(folder, '-o', '-').stdout,
    );
  });

  test('files that took part, and none that did not', async () => {
    const { folder, session } = await watching({
      'configuration.nix': '{ imports = [ ./vms.nix ]; }',
      'vms.nix': vms({ a: 'net' }),
      'other.nix': '1',
      'vms/other.nix': '1',
    });
    put(folder, { 'other.nix': '2', 'vms/other.nix': '2', 'new.nix': '3', 'vms/new.nix': '3' });
    unlinkSync(join(folder, 'other.nix'));
    put(folder, { 'vms.nix': vms({ b: 'net' }) });
    expect(await nextChange(session)).toBe('vms.nix changed');
    expect(runsOf(session)).toBe(2);
  });

  test('the same bytes again are no change', async () => {
    const { folder, session } = await watching({
      'configuration.nix': '{ imports = [ ./vms.nix ]; }',
      'vms.nix': vms({ a: 'net' }),
    });
    put(folder, { 'configuration.nix': '{ imports = [ ./vms.nix ]; }' });
    put(folder, { 'vms.nix': vms({ b: 'net' }) });
    expect(await nextChange(session)).toBe('vms.nix changed');
  });

  test('an import that is new, and one that is no longer', async () => {
    const { folder, session } = await watching({ ...one, 'more/b.nix': vms({ b: 'net' }) });
    put(folder, { 'configuration.nix': '{ imports = [ ./more/b.nix ]; }' });
    expect(await nextRun(session)).toBe(written('a, b, net'));
    put(folder, { 'more/b.nix': vms({ c: 'net' }) });
    expect(await nextRun(session)).toBe(written('b, c, net'));
    put(folder, one);
    expect(await nextRun(session)).toBe(written('a, c, net'));
    put(folder, { 'more/b.nix': vms({ d: 'net' }) });
    put(folder, { 'configuration.nix': vms({ e: 'net' }) });
    expect(await nextChange(session)).toBe('configuration.nix changed');
  });

  test('files that are looked for: an import, pathExists, readDir', async () => {
    const { folder, session } = await watching({
      'configuration.nix': `
        { lib, ... }: {
          imports = [ ./missing/a.nix ]
            ++ lib.optional (builtins.pathExists ./deep/er/maybe.nix) ./deep/er/maybe.nix
            ++ map (name: ./listed + "/\${name}") (builtins.attrNames (builtins.readDir ./listed));
        }
      `,
      'listed/l.nix': vms({ l: 'net' }),
      'listed.txt': '',
    });
    expect(session.lines).toContainEqual(expect.stringMatching(/error: .*\[import-missing\]$/));
    put(folder, { 'missing/a.nix': vms({ a: 'net' }) });
    expect(await nextRun(session)).toBe(written('a, l, net'));
    put(folder, { 'deep/er/maybe.nix': vms({ m: 'net' }) });
    expect(await nextRun(session)).toBe(written('m, net'));
    put(folder, { 'listed/n.nix': vms({ n: 'net' }) });
    expect(await nextChange(session)).toBe('listed/n.nix changed');
    rmSync(join(folder, 'deep'), { recursive: true });
    expect(await nextRun(session)).toBe(written('m, net'));
  });

  test('the settings, which appear and go', async () => {
    const { folder, session } = await watching({
      'configuration.nix': `{ config, ... }: ${vms({ a: 'net' }).replace('"net"', 'config.networking.domain')}`,
    });
    expect(session.lines).toContainEqual(expect.stringMatching(/\[unresolved\]$/));
    const settings = { set: { 'config.networking.domain': '"net"' } };
    put(folder, { 'vmsilo-nixgen.json': JSON.stringify(settings) });
    expect(await nextRun(session)).toBe(written('a, net'));
    unlinkSync(join(folder, 'vmsilo-nixgen.json'));
    expect(await nextRun(session)).toBe('1 error, nothing is written');
  });

  test.each([
    ['its own work tree', false],
    ['a work tree beside it', true],
  ])('of a flake, what Git tracks, and not what else it does, in %s', async (_, isLinked) => {
    const parent = makeFolder();
    const folder = join(parent, 'tree');
    if (isLinked) {
      const words = [
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@b',
        'commit',
        '--allow-empty',
        '-qm',
        'x',
      ];
      execFileSync('git', ['init', '-q', 'main'], { cwd: parent, stdio: 'ignore' });
      execFileSync('git', words, { cwd: join(parent, 'main'), stdio: 'ignore' });
      const add = ['worktree', 'add', '-q', folder];
      execFileSync('git', add, { cwd: join(parent, 'main'), stdio: 'ignore' });
    } else {
      execFileSync('git', ['init', '-q', folder], { stdio: 'ignore' });
    }
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
    put(folder, {
      'flake.nix': `{
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.h = nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; };
        };
      }`,
      'vms.nix': vms({ a: 'net' }),
      'other.nix': '1',
    });
    git('add', 'flake.nix');
    const session = await watchingIn(folder);
    expect(session.lines).toContainEqual(expect.stringMatching(/\[file-untracked\]$/));
    git('add', '--intent-to-add', 'vms.nix');
    expect(await nextRun(session)).toBe(written('a, net'));
    git('add', 'other.nix');
    git('status');
    git('rm', '--cached', '-q', '-f', 'vms.nix');
    expect(await nextChange(session)).toBe('vms.nix changed');
    expect(runsOf(session)).toBe(3);
  });

  test('a link that leads elsewhere, and what it leads to', async () => {
    const { folder, session } = await watching({
      'configuration.nix': '{ imports = [ ./current ]; }',
      'one/default.nix': vms({ a: 'net' }),
      'two/default.nix': vms({ b: 'net' }),
    });
    symlinkSync('one', join(folder, 'current'));
    expect(await nextRun(session)).toBe(written('a, net'));
    symlinkSync('two', join(folder, 'next'));
    renameSync(join(folder, 'next'), join(folder, 'current'));
    expect(await nextRun(session)).toBe(written('a, b, net'));
    put(folder, { 'two/default.nix': vms({ c: 'net' }) });
    expect(await nextRun(session)).toBe(written('b, c, net'));
  });

  test("vmsilo's helpers.nix, where it allocates", async () => {
    const { folder, session } = await watching(one, '--helpers', 'helpers.nix');
    expect(session.lines).toContainEqual(expect.stringMatching(/\[helpers-invalid\]$/));
    put(folder, { 'helpers.nix': '1' });
    expect(await nextChange(session)).toBe('helpers.nix changed');
    put(folder, { 'helpers.nix': '2' });
    expect(await nextChange(session)).toBe('helpers.nix changed');
  });

  test('not the lock of an Emacs that edits a file', async () => {
    const { folder, session } = await watching({
      'configuration.nix': `{ lib, ... }: {
        imports = map (name: ./d + "/\${name}")
          (builtins.filter (lib.hasSuffix ".nix") (builtins.attrNames (builtins.readDir ./d)))
          ++ lib.optional (builtins.pathExists (./d + "/.#a.nix")) ./none.nix;
      }`,
      'd/a.nix': vms({ a: 'net' }),
    });
    symlinkSync('me@here.123', join(folder, 'd/.#a.nix'));
    put(folder, { 'd/a.nix': vms({ b: 'net' }) });
    expect(await nextChange(session)).toBe('d/a.nix changed');
    expect(await session.end()).toMatchObject({ status: 0 });
    expect(session.lines.at(-1)).toBe(`vmsilo-nixgen: run finished, ${written('a, b, net')}`);
  });

  test('names that are not UTF-8', async () => {
    const folder = makeFolder();
    put(folder, {
      'configuration.nix': `{
        imports = map (name: ./d + "/\${name}") (builtins.attrNames (builtins.readDir ./d));
      }`,
      'd/a.nix': vms({ a: 'net' }),
    });
    const session = await watchingIn(folder);
    const file = Buffer.from(join(folder, 'd/\xff.nix'), 'latin1');
    writeFileSync(file, vms({ b: 'net' }));
    expect(await nextRun(session)).toBe(written('b, net'));
    writeFileSync(file, vms({ c: 'net' }));
    expect(await nextRun(session)).toBe(written('b, c, net'));
  });
});

describe('what happens to files', () => {
  test('a branch switch that changes a hundred files is one run', async () => {
    const folder = makeFolder();
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
        cwd: folder,
        stdio: 'ignore',
      });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const branch = (prefix: string) =>
      Object.fromEntries(numbers.map((n) => [`vms/${n}.nix`, vms({ [`${prefix}${n}`]: 'net' })]));
    put(folder, {
      'configuration.nix': `{ imports = [ ${numbers.map((n) => `./vms/${n}.nix`).join(' ')} ]; }`,
      ...branch('x'),
    });
    git('init', '-q', '-b', 'one');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('checkout', '-q', '-b', 'two');
    put(folder, branch('y'));
    git('commit', '-qam', 'two');
    const session = await watchingIn(folder);
    git('checkout', '-q', 'one');
    expect(await nextChange(session)).toBe('vms/0.nix, vms/1.nix, vms/2.nix and 97 more changed');
    put(folder, { 'configuration.nix': vms({ a: 'net' }) });
    expect(await nextChange(session)).toBe('configuration.nix changed');
  });

  test('a file and its folder vanish and return', async () => {
    const { folder, session } = await watching({
      'configuration.nix': '{ imports = [ ./vms/a.nix ]; }',
      'vms/a.nix': vms({ a: 'net' }),
    });
    rmSync(join(folder, 'vms'), { recursive: true });
    expect(await nextRun(session)).toBe('1 error, nothing is written');
    put(folder, { 'vms/a.nix': vms({ b: 'net' }) });
    expect(await nextRun(session)).toBe(written('a, b, net'));
    renameSync(join(folder, 'vms'), join(folder, 'away'));
    expect(await nextRun(session)).toBe('1 error, nothing is written');
    renameSync(join(folder, 'away'), join(folder, 'vms'));
    expect(await nextRun(session)).toBe(upToDate);
    put(folder, { 'vms/a.nix': vms({ c: 'net' }) });
    expect(await nextRun(session)).toBe(written('b, c, net'));
  });

  test('the root is removed, and returns', async () => {
    const parent = makeFolder();
    const folder = join(parent, 'root');
    put(folder, one);
    const session = startSession(parent, '--watch', '--format=gnu', 'root');
    await session.until(ready);
    rmSync(folder, { recursive: true });
    expect((await session.until(finished)).join('\n')).toContain('[entry-missing]');
    put(folder, { 'configuration.nix': vms({ b: 'net' }) });
    expect(await nextRun(session)).toBe('`root/netvm-injections.nix` is written (b, net)');
    put(folder, { 'configuration.nix': vms({ c: 'net' }) });
    expect(await nextRun(session)).toBe('`root/netvm-injections.nix` is written (b, c, net)');
  });

  test('the output is edited by hand or deleted: it is restored, and its own writes are no change', async () => {
    const { folder, session } = await watching(one);
    const output = join(folder, 'netvm-injections.nix');
    const text = readFileSync(output, 'utf8');
    unlinkSync(output);
    expect(await nextRun(session)).toBe(written('a, net'));
    expect(readFileSync(output, 'utf8')).toBe(text);
    writeFileSync(output, text.replace('10.', '11.'));
    expect(await nextRun(session)).toMatch(/is written/);
    expect(readFileSync(output, 'utf8')).toBe(text);
    put(folder, { 'configuration.nix': vms({ b: 'net' }) });
    expect(await nextChange(session)).toBe('configuration.nix changed');
    expect(runsOf(session)).toBe(4);
  });

  test('an output that is not ours is not replaced, until it is out of the way', async () => {
    const { folder, session } = await watching(one);
    put(folder, { 'netvm-injections.nix': '{ mine = 1; }' });
    expect((await session.until(finished)).join('\n')).toContain('[not-generated]');
    expect(readFileSync(join(folder, 'netvm-injections.nix'), 'utf8')).toBe('{ mine = 1; }');
    unlinkSync(join(folder, 'netvm-injections.nix'));
    expect(await nextRun(session)).toBe(written('a, net'));
  });

  test('what the system refuses is told, and the watch goes on', async () => {
    const { folder, session } = await watching(one);
    rmSync(join(folder, 'netvm-injections.nix'));
    mkdirSync(join(folder, 'netvm-injections.nix'));
    expect(await nextRun(session)).toMatch(/cannot write `netvm-injections\.nix`: it is not a/);
    rmSync(join(folder, 'netvm-injections.nix'), { recursive: true });
    expect(await nextRun(session)).toBe(written('a, net'));
  });

  test('a folder without an entry file, in which the output is found', async () => {
    const { folder, session } = await watching({ 'a.nix': vms({ a: 'net' }) });
    put(folder, { 'b.nix': vms({ b: 'net' }) });
    expect(await nextRun(session)).toBe(written('b, net'));
    put(folder, { 'b.nix': vms({ c: 'net' }) });
    expect(await nextChange(session)).toBe('b.nix changed');
    expect(runsOf(session)).toBe(3);
  });
});

test('--format json is a stream of objects', async () => {
  const folder = makeFolder();
  put(folder, { 'configuration.nix': vms({ a: 'nte' }) });
  const session = startSession(folder, '--watch', '--format=json');
  await session.until(/"event":"ready"/);
  put(folder, one);
  await session.until(/"event":"run"/);
  const objects = session.lines.map((line) => JSON.parse(line));
  const [started, ...rest] = objects.filter((object) => 'event' in object);
  expect(started).toEqual({ version: 1, event: 'run-started', changed: [] });
  expect(objects.slice(1, -4)).toEqual([expect.objectContaining({ code: 'netvm-unknown' })]);
  const output = { file: 'netvm-injections.nix', state: 'kept', vms: [] };
  const run = { version: 1, event: 'run', warnings: 0, failure: null };
  expect(rest).toEqual([
    { ...run, changed: [], errors: 1, outputs: [output] },
    { version: 1, event: 'ready', files: 1, folders: expect.any(Number) },
    { version: 1, event: 'run-started', changed: ['configuration.nix'] },
    {
      ...run,
      changed: ['configuration.nix'],
      errors: 0,
      outputs: [{ ...output, state: 'written', vms: ['a', 'net'] }],
    },
  ]);
});

describe('how it ends', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it cleanly', async (signal) => {
    const { session } = await watching(one);
    expect(await session.end(signal)).toEqual({ status: 0, signal: null });
  });

  test('it ends when nobody reads what it says any more', async () => {
    const folder = makeFolder();
    put(folder, one);
    const child = spawn(process.execPath, [program, '--watch', '--format=gnu'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const session = sessionOf(child);
    await session.until(ready);
    child.stderr.destroy();
    put(folder, { 'configuration.nix': vms({ b: 'net' }) });
    const [status, signal] = await once(child, 'exit');
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  });

  test('a first run that cannot look at anything is an error', () => {
    const { status, stderr } = runProgram(makeFolder(), '--watch', '--root', 'none', '.');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^vmsilo-nixgen: error: cannot read .*: no such file or directory\n$/,
      ),
    });
  });

  const canLimit = spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
  if (!canLimit) console.warn('no user namespace: the test of the limit of watches is skipped');

  test.skipIf(!canLimit)('more folders than the system lets anybody watch is an error', () => {
    const folder = makeFolder();
    put(folder, one);
    const script = `echo 1 > /proc/sys/user/max_inotify_watches; exec ${process.execPath} ${program} -wq`;
    const words = ['--user', '--map-root-user', 'sh', '-c', script];
    const { status, stderr } = spawnSync('unshare', words, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /error: cannot watch `.*`: .*; raise `fs\.inotify\.max_user_watches`\n$/,
      ),
    });
  });

  test.each(['github', 'sarif'])('the format %s has no events, which is an error', (format) => {
    expect(runProgram(makeFolder(), '--watch', '--format', format)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        `cannot watch with --format ${format}: use one of pretty, gnu, json`,
      ),
    });
  });

  test.each([
    [['--watch', '--check']],
    [['--watch', '-o', '-']],
  ])('%j is a usage error', (words) => {
    expect(runProgram(makeFolder(), ...words)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('cannot be used with option'),
    });
  });
});
