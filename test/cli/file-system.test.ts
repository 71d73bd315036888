import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram, runProgramWith } from './program.ts';

const network = `programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = { net.network.isNetvm = true; one.network.netvm = "net"; };`;

/** A folder with a configuration that imports something. */
function importing(what: string): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 'configuration.nix'), `{ imports = [ ${what} ];\n  ${network} }\n`);
  return folder;
}

/** A folder with a configuration, and the file that is made of it. */
function generated(): { readonly folder: string; readonly text: string } {
  const folder = importing('');
  expect(runProgram(folder).status).toBe(0);
  return { folder, text: textIn(folder) };
}

/** Changes the configuration, so that there is something to write. */
function grow(folder: string): void {
  const more = `{ ${network} programs.vmsilo.nixosVms.two.network.netvm = "net"; }\n`;
  writeFileSync(join(folder, 'configuration.nix'), more);
}

function textIn(folder: string): string {
  return readFileSync(join(folder, 'netvm-injections.nix'), 'latin1');
}

/** What the program says of a configuration that it can't read, as one line. */
function refusalOf(folder: string, ...words: readonly string[]): string {
  const before = readdirSync(folder).sort();
  const { status, stdout, stderr } = runProgram(folder, '--format', 'gnu', ...words);
  expect({ status, stdout, names: readdirSync(folder).sort() }).toEqual({
    status: 2,
    stdout: '',
    names: before,
  });
  return stderr.trimEnd().replaceAll(folder, 'ROOT');
}

const atImport = 'configuration.nix:1:15: error: ';

/** What stands at `x.nix`, and what an import of it is told. */
const standing: Readonly<Record<string, readonly [(path: string) => void, string]>> = {
  'a FIFO': [fifo, '`x.nix` is a device, a FIFO or a socket [eval-error]'],
  'a link to a device': [
    (path) => symlinkSync('/dev/zero', path),
    '`x.nix` is outside of `ROOT`, and only what is below is read [import-outside-root]',
  ],
  'a folder': [
    (path) => mkdirSync(path),
    'there is no file `x.nix/default.nix` to import [import-missing]',
  ],
  'a file of 1 GB': [sparse, '`x.nix` has 1073741824 bytes; the limit is 4194304 [limit-exceeded]'],
  'a link to itself': [
    (path) => symlinkSync('x.nix', path),
    "`x.nix` can't be read: too many symbolic links encountered [eval-error]",
  ],
  'a link to nothing': [
    (path) => symlinkSync('nothing', path),
    'there is no file `x.nix` to import [import-missing]',
  ],
  'a link out of the root': [
    (path) => symlinkSync('/etc/passwd', path),
    '`x.nix` is outside of `ROOT`, and only what is below is read [import-outside-root]',
  ],
};

describe('what is read', () => {
  test.each(Object.entries(standing))('an import of %s', (_, [make, message]) => {
    const folder = importing('./x.nix');
    make(join(folder, 'x.nix'));
    expect(refusalOf(folder)).toBe(atImport + message);
  });

  test('links to files and folders below the root are followed', () => {
    const folder = importing('./link.nix ./linked');
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real/default.nix'), '{ }');
    symlinkSync('real/default.nix', join(folder, 'link.nix'));
    symlinkSync('real', join(folder, 'linked'));
    expect(runProgram(folder)).toMatchObject({ status: 0 });
  });

  test.each([
    ['..', '../x.nix'],
    ['an absolute path', '/etc/x.nix'],
    ['a device', '/dev/zero'],
  ])('%s leads out of the root', (_, path) => {
    expect(refusalOf(importing(path))).toMatch(
      /^configuration.nix:1:15: error: `\/.*` is outside of `ROOT`, .* \[import-outside-root\]$/,
    );
  });

  test('devices are not read where everything is below the root', () => {
    const message = '`/dev/zero` is a device, a FIFO or a socket [eval-error]';
    expect(refusalOf(importing('/dev/zero'), '--root', '/')).toBe(atImport + message);
  });

  test('a file whose size tells nothing is read to the limit', () => {
    const folder = importing('(builtins.readFile /proc/self/environ)');
    const words = ['--format', 'gnu', '--root', '/', '--max-file-size', '3'];
    const { status, stderr } = runProgramWith({ LONG: 'enough' }, folder, ...words);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('the limit is 3 [limit-exceeded]'),
    });
  });

  test('names differ by case as the file system has it', () => {
    const folder = importing('./X.nix');
    writeFileSync(join(folder, 'x.nix'), '{ }');
    expect(refusalOf(folder)).toBe(
      `${atImport}there is no file \`X.nix\` to import [import-missing]`,
    );
  });

  test('what to do is told', () => {
    const folder = importing('./x.nix');
    fifo(join(folder, 'x.nix'));
    expect(runProgram(folder).stderr).toContain('help: correct the path, or put something there');
  });

  test.each([
    ['a FIFO', fifo, 'is a device, a FIFO or a socket'],
    ['a link to itself', (path: string) => symlinkSync('configuration.nix', path), "can't be read"],
    ['a file of 1 GB', sparse, 'has 1073741824 bytes'],
  ])('%s in place of the entry', (_, make, reason) => {
    const folder = makeFolder();
    make(join(folder, 'configuration.nix'));
    expect(refusalOf(folder)).toContain(`error: \`configuration.nix\` ${reason}`);
  });

  test.each([
    ['a FIFO', fifo, 'is a device, a FIFO or a socket'],
    ['a folder', (path: string) => mkdirSync(path), 'is no file'],
    ['a file of 1 GB', sparse, 'has 1073741824 bytes'],
    ['a link out of the root', (path: string) => symlinkSync('/etc/passwd', path), 'is a link'],
  ])('%s in place of the settings', (_, make, reason) => {
    const folder = importing('');
    make(join(folder, 'vmsilo-nixgen.json'));
    const refusal = refusalOf(folder);
    expect(refusal).toContain(`vmsilo-nixgen.json\` ${reason}`);
    expect(refusal).toMatch(/\[settings-invalid\]$/);
  });

  test('a file of 1 GB among the modules of a folder', () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.nix'), `{ ${network} }`);
    sparse(join(folder, 'b.nix'));
    expect(refusalOf(folder)).toBe(
      '.:1:1: error: `b.nix` has 1073741824 bytes; the limit is 4194304 [limit-exceeded]',
    );
  });

  test('a folder that links lead back to is walked once', () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.nix'), `{ ${network} }`);
    mkdirSync(join(folder, 'deep'));
    symlinkSync('..', join(folder, 'deep/up'));
    expect(runProgram(folder)).toMatchObject({ status: 0 });
  });

  test('names of any bytes', () => {
    const parent = makeFolder();
    const folder = Buffer.concat([Buffer.from(`${parent}/"'\n\u001b`), Buffer.from([0xff])]);
    mkdirSync(folder);
    const file = Buffer.concat([folder, Buffer.from('/configuration.nix')]);
    writeFileSync(file, `{ ${network} }`);
    const link = join(parent, 'link');
    symlinkSync(folder, link);
    expect(runProgram(link)).toEqual({
      status: 0,
      stdout: '',
      stderr: '`netvm-injections.nix` is written\n',
    });
    expect(runProgram(parent, '-o', 'out.nix', 'link').status).toBe(0);
    const [comment] = readFileSync(join(parent, 'out.nix'), 'utf8').split('\n');
    expect(comment).toContain('from "./"\'\\u{a}\\u{1b}\\u{dcff}/configuration.nix"');
  });

  test.skipIf(process.getuid?.() !== 0)(
    `files and folders that another user can't read ${process.getuid?.() === 0 ? '' : '(SKIPPED: needs root)'}`,
    () => {
      const folder = importing('./x.nix');
      chmodSync(folder, 0o755);
      writeFileSync(join(folder, 'x.nix'), '{ }');
      chmodSync(join(folder, 'x.nix'), 0);
      const run = (...words: readonly string[]) =>
        spawnSync(process.execPath, [program, '--format', 'gnu', ...words], {
          cwd: folder,
          encoding: 'utf8',
          uid: 65534,
          gid: 65534,
        });
      expect(run()).toMatchObject({
        status: 2,
        stderr: `${atImport}\`x.nix\` can't be read: permission denied [eval-error]\n`,
      });
      mkdirSync(join(folder, 'tree/closed'), { recursive: true });
      chmodSync(join(folder, 'tree/closed'), 0);
      expect(run('tree')).toMatchObject({
        status: 2,
        stderr: "tree:1:1: error: `closed` can't be read: permission denied [eval-error]\n",
      });
      chmodSync(join(folder, 'x.nix'), 0o644);
      expect(run().stderr).toBe(
        'vmsilo-nixgen: error: cannot write `netvm-injections.nix`: permission denied\n',
      );
    },
  );

  test('files that change and vanish meanwhile give one state or a diagnostic', async () => {
    const folder = importing('./x.nix');
    const texts = ['{ }', `{ programs.vmsilo.nixosVms.two.network.netvm = "net"; }`];
    const put = (turn: number) => {
      writeFileSync(join(folder, 'next'), texts[turn % 2] ?? '');
      renameSync(join(folder, 'next'), join(folder, 'x.nix'));
    };
    put(0);
    const outputs: string[] = [];
    for (const text of texts) {
      writeFileSync(join(folder, 'x.nix'), text);
      outputs.push(runProgram(folder, '-o', '-').stdout);
    }
    const child = spawn(process.execPath, [program, '-o', '-'], { cwd: folder });
    let stdout = '';
    child.stdout.on('data', (piece) => {
      stdout += piece;
    });
    let turn = 0;
    const timer = setInterval(() => put(turn++), 1);
    const [status] = await once(child, 'close');
    clearInterval(timer);
    expect(status).toBe(0);
    expect(outputs).toContain(stdout);
  });

  test('a running system without an end is given up', () => {
    const { status, stderr } = runProgram(importing(''), 'adopt', '/dev/zero');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'vmsilo-nixgen: error: `/dev/zero` has more than 67108864 bytes\n',
    });
  });
});

describe('what is written', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path), 'it is not a regular file'],
    ['a FIFO', fifo, 'it is not a regular file'],
    [
      'a link to itself',
      (path: string) => symlinkSync('netvm-injections.nix', path),
      'too many links',
    ],
    ['a file of 1 GB', sparse, 'what is there has 1073741824 bytes'],
  ])('%s in its place', (_, make, reason) => {
    const folder = importing('');
    make(join(folder, 'netvm-injections.nix'));
    for (const words of [[], ['--check'], ['--force'], ['diff']]) {
      const { status, stderr } = runProgram(folder, ...words);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(reason) });
    }
    expect(readdirSync(folder).sort()).toEqual(['configuration.nix', 'netvm-injections.nix']);
  });

  test('nothing, into a folder that is not there', () => {
    const { folder } = generated();
    expect(runProgram(folder, '--output', 'hosts/a.nix', '--quiet')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'vmsilo-nixgen: error: cannot write `hosts/a.nix`: there is no folder `hosts`: make it first\n',
    });
  });

  test('no temporary space is needed', () => {
    const folder = importing('');
    const nowhere = join(folder, 'none');
    const variables = { TMPDIR: nowhere, TMP: nowhere, TEMP: nowhere, HOME: nowhere };
    expect(runProgramWith(variables, folder).status).toBe(0);
  });

  test('two runs at once leave a whole file and nothing else', async () => {
    const { folder } = generated();
    grow(folder);
    const runs = Array.from({ length: 4 }, () =>
      once(spawn(process.execPath, [program], { cwd: folder, stdio: 'ignore' }), 'close'),
    );
    expect((await Promise.all(runs)).map(([status]) => status)).toEqual([0, 0, 0, 0]);
    expect(readdirSync(folder).sort()).toEqual(['configuration.nix', 'netvm-injections.nix']);
    expect(textIn(folder)).toBe(runProgram(folder, '-o', '-').stdout);
  });

  test.each([
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGKILL',
  ] as const)('%s at any time leaves the old file or the new one', async (signal) => {
    const { folder, text } = generated();
    grow(folder);
    const whole = [text, runProgram(folder, '-o', '-').stdout];
    for (let wait = 20; wait <= 320; wait += 60) {
      writeFileSync(join(folder, 'netvm-injections.nix'), text);
      const child = spawn(process.execPath, [program], { cwd: folder, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill(signal), wait);
      await once(child, 'close');
      clearTimeout(timer);
      expect(whole).toContain(textIn(folder));
      if (signal === 'SIGKILL') continue;
      expect(readdirSync(folder).sort()).toEqual(['configuration.nix', 'netvm-injections.nix']);
    }
  });

  const mounting = canMount() ? '' : '(SKIPPED: nothing can be mounted here)';

  test.skipIf(mounting !== '')(`a full disk keeps the old file ${mounting}`, () => {
    const folder = mounted('size=64k');
    writeFileSync(join(folder, 'configuration.nix'), `{ ${network} }`);
    expect(runProgram(folder).status).toBe(0);
    const text = textIn(folder);
    grow(folder);
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, 'filler'), Buffer.alloc(bavail * bsize));
    const { status, stderr } = runProgram(folder);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot write `netvm-injections.nix`: no space left on device\n',
    });
    expect(textIn(folder)).toBe(text);
    expect(readdirSync(folder).sort()).toEqual([
      'configuration.nix',
      'filler',
      'netvm-injections.nix',
    ]);
  });

  test.skipIf(mounting !== '')(`a read-only disk keeps the old file ${mounting}`, () => {
    const folder = mounted('size=64k');
    writeFileSync(join(folder, 'configuration.nix'), `{ ${network} }`);
    expect(runProgram(folder).status).toBe(0);
    const text = textIn(folder);
    grow(folder);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(runProgram(folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vmsilo-nixgen: error: cannot write `netvm-injections.nix`: read-only file system\n',
    });
    expect(textIn(folder)).toBe(text);
  });
});

function fifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

/** 1 GB that takes no room. */
function sparse(path: string): void {
  writeFileSync(path, '');
  truncateSync(path, 2 ** 30);
}

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const at = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', 'none', at]).status === 0;
  if (isMounted) spawnSync('umount', [at]);
  spawnSync('rmdir', [at]);
  return isMounted;
}

/** A disk in memory for the running test. */
function mounted(options: string): string {
  const folder = join(makeFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]);
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}
