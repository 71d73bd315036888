import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../scripts/fuzz/random.ts';
import { editOnce, makeTree } from '../../scripts/watch-soak/edits.ts';
import { blocksOf } from '../code-blocks.ts';
import { makeFolder } from '../commands/folder.ts';
import { runProgram, runProgramWith } from './program.ts';
import { makeRepository, type Repository } from './repository.ts';

const output = 'netvm-injections.nix';

function vms(...clients: readonly string[]): string {
  const lines = clients.map((vm) => `  ${vm}.network.netvm = "net";\n`);
  return `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {\n  net.network.isNetvm = true;\n${lines.join('')}}; }\n`;
}

/** A repository with the hook, in which a fresh file is committed. */
function committed(files: Readonly<Record<string, string>>): Repository {
  const repository = makeRepository();
  repository.put(files);
  repository.run('.', 'vmsilo-nixgen', '--quiet');
  repository.git('add', '.');
  repository.git('commit', '-qm', 'first');
  expect(repository.run('.', 'vmsilo-nixgen', 'hook', '--install').status).toBe(0);
  return repository;
}

const one = { 'configuration.nix': '{ imports = [ ./a.nix ]; }\n', 'a.nix': vms('a') };

/** The VMs that a text of the output file names. */
const vmsOf = (text: string) => [...text.matchAll(/^ {2}(\w+) = /gm)].map(([, vm]) => vm);

const inWorkTree = ({ folder }: Repository) => vmsOf(readFileSync(join(folder, output), 'utf8'));
const inCommit = ({ git }: Repository) => vmsOf(git('show', `HEAD:${output}`).stdout);

describe('a commit', () => {
  test('goes on where the file fits', () => {
    const { git, put } = committed(one);
    put({ 'a.nix': `# a comment\n${vms('a')}` });
    expect(git('commit', '-qam', 'more')).toEqual({
      status: 0,
      stdout: '',
      stderr: `\`${output}\` is up to date\n`,
    });
  });

  test('stops where it does not, with one line that says what to do, and then goes on', () => {
    const repository = committed(one);
    const { git, put } = repository;
    put({ 'a.nix': vms('a', 'b') });
    git('add', 'a.nix');
    expect(git('commit', '-qm', 'more')).toEqual({
      status: 1,
      stdout: '',
      stderr: `\`${output}\` is written: \`git add ${output}\`, and commit again\n`,
    });
    expect(inWorkTree(repository)).toEqual(['a', 'b', 'net']);
    expect(git('commit', '-qm', 'more').stderr).toBe(
      `\`${output}\` is up to date, but not staged: \`git add ${output}\`, and commit again\n`,
    );
    git('add', output);
    expect(git('commit', '-qm', 'more').status).toBe(0);
    expect(inCommit(repository)).toEqual(['a', 'b', 'net']);
  });

  test('is stopped with its reason under --quiet, too', () => {
    const { git, put, run } = committed(one);
    put({ 'a.nix': vms('a', 'b') });
    git('add', 'a.nix');
    expect(run('.', 'vmsilo-nixgen', '--staged', '--quiet')).toEqual({
      status: 1,
      stdout: '',
      stderr: `\`${output}\` is written: \`git add ${output}\`, and commit again\n`,
    });
    git('add', output);
    expect(run('.', 'vmsilo-nixgen', '--staged', '--quiet')).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('stops on an error, and nothing is written', () => {
    const repository = committed(one);
    const { git, put } = repository;
    put({ 'a.nix': vms('a').replace('"net"', '"nte"') });
    const { status, stderr } = git('commit', '-qam', 'more');
    expect(status).toBe(1);
    expect(stderr).toContain('error[netvm-unknown]');
    expect(inWorkTree(repository)).toEqual(['a', 'net']);
  });

  test('that only deletes a module is judged, too', () => {
    const folder =
      '{ imports = map (n: ./vms + "/${n}") (builtins.attrNames (builtins.readDir ./vms)); }\n';
    const repository = committed({
      'configuration.nix': folder,
      'vms/a.nix': vms('a'),
      'vms/b.nix': vms('b'),
    });
    repository.git('rm', '-q', 'vms/b.nix');
    expect(repository.git('commit', '-qm', 'less').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['a', 'net']);
  });

  test('of a deleted output stops, and the file is back', () => {
    const repository = committed(one);
    repository.git('rm', '-q', output);
    expect(repository.git('commit', '-qm', 'less').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['a', 'net']);
  });

  test('of named files is judged by those, and by what was committed', () => {
    const repository = committed(one);
    const { git, put } = repository;
    put({ 'a.nix': vms('a', 'b'), 'other.txt': '' });
    git('add', 'other.txt');
    expect(git('commit', '-qm', 'other', 'other.txt').status).toBe(0);
    expect(git('commit', '-qm', 'more', 'a.nix').stderr).toBe(
      `\`${output}\` is written: \`git add ${output}\`, and commit again with ${output} named, too\n`,
    );
    git('add', output);
    expect(git('commit', '-qm', 'more', 'a.nix', output).status).toBe(0);
    expect(inCommit(repository)).toEqual(['a', 'b', 'net']);
  });

  test.each([['-a'], ['-i', 'a.nix']])('with %s goes on with the same options', (...options) => {
    const repository = committed(one);
    const { git, put } = repository;
    put({ 'a.nix': vms('a', 'b') });
    expect(git('commit', '-qm', 'more', ...options).stderr).toBe(
      `\`${output}\` is written: \`git add ${output}\`, and commit again with the same options: what they staged is not staged any more\n`,
    );
    git('add', output);
    expect(git('commit', '-qm', 'more', ...options).status).toBe(0);
    expect(inCommit(repository)).toEqual(['a', 'b', 'net']);
  });

  test('of a partly staged tree is judged by what is staged', () => {
    const repository = committed(one);
    const { git, put } = repository;
    put({ 'a.nix': vms('a', 'b') });
    git('add', 'a.nix');
    put({ 'a.nix': vms('a', 'b', 'c') });
    expect(git('commit', '-qm', 'more').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['a', 'b', 'net']);
    git('add', output);
    put({ [output]: '{ mine = 1; }\n' });
    expect(git('commit', '-qm', 'more').status).toBe(0);
    expect(inCommit(repository)).toEqual(['a', 'b', 'net']);
    expect(readFileSync(join(repository.folder, 'a.nix'), 'utf8')).toBe(vms('a', 'b', 'c'));
  });

  test('lacks what is not staged: new, announced, or deleted in the work tree only', () => {
    const { git, put, folder } = committed(one);
    put({ 'configuration.nix': '{ imports = [ ./a.nix ./b.nix ]; }\n', 'b.nix': vms('b') });
    git('add', 'configuration.nix');
    const refused = git('commit', '-qm', 'more');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(
      'error[file-untracked]: `b.nix` is not in what is to be committed',
    );
    git('add', '--intent-to-add', 'b.nix');
    expect(git('commit', '-qm', 'more').stderr).toContain('error[file-untracked]');
    git('add', 'b.nix');
    unlinkSync(join(folder, 'b.nix'));
    git('commit', '-qm', 'more');
    git('add', output);
    expect(git('commit', '-qm', 'more').status).toBe(0);
    expect(vmsOf(git('show', `HEAD:${output}`).stdout)).toEqual(['a', 'b', 'net']);
  });

  test('in a work tree of its own, and from a folder below it', () => {
    const main = committed(one);
    main.git('worktree', 'add', '-q', '../tree2');
    writeFileSync(join(main.folder, '../tree2/a.nix'), vms('a', 'b'));
    const inside = (...words: string[]) => main.run('../tree2', 'git', ...words);
    expect(inside('commit', '-qam', 'more').status).toBe(1);
    expect(vmsOf(readFileSync(join(main.folder, '../tree2', output), 'utf8'))).toEqual([
      'a',
      'b',
      'net',
    ]);
    expect(inWorkTree(main)).toEqual(['a', 'net']);
    expect(inside('commit', '-qam', 'more').status).toBe(0);
    main.put({ 'sub/x': '', 'a.nix': vms('c') });
    expect(main.run('sub', 'git', 'commit', '-qam', 'more').status).toBe(1);
    expect(inWorkTree(main)).toEqual(['c', 'net']);
  });

  test('of a flake', () => {
    const repository = committed({
      'flake.nix': `{
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.h = nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; };
        };
      }`,
      'vms.nix': vms('a'),
    });
    repository.git('add', '.');
    repository.run('.', 'vmsilo-nixgen', '--quiet');
    repository.git('add', '.');
    expect(repository.git('commit', '-qm', 'first').status).toBe(0);
    repository.put({ 'vms.nix': vms('b') });
    expect(repository.git('commit', '-qam', 'more').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['b', 'net']);
  });

  test('to a repository that is not in its work tree, as of dot files', () => {
    const { folder, git, put, run } = makeRepository();
    rmSync(join(folder, '.git'), { recursive: true });
    run('.', 'git', 'init', '-q', '--bare', '../dots');
    const dots = (...words: string[]) => git('--git-dir=../dots', '--work-tree=.', ...words);
    const hook = join(folder, '../dots/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\nexec vmsilo-nixgen --staged nixos\n');
    chmodSync(hook, 0o755);
    put({ 'nixos/configuration.nix': vms('a') });
    dots('add', 'nixos');
    put({ 'nixos/configuration.nix': vms('a', 'b') });
    expect(dots('commit', '-qm', 'one').stderr).toBe(
      `\`nixos/${output}\` is written: \`git add nixos/${output}\`, and commit again\n`,
    );
    dots('add', `nixos/${output}`);
    expect(dots('commit', '-qm', 'one').status).toBe(0);
    expect(vmsOf(dots('show', `HEAD:nixos/${output}`).stdout)).toEqual(['a', 'net']);
  });

  test('of another repository is not mistaken for that of the configuration', () => {
    const configuration = committed({
      'flake.nix': `{
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.h = nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; };
        };
      }`,
      'vms.nix': vms('a'),
    });
    const other = makeRepository();
    const hook = join(other.folder, '.git/hooks/pre-commit');
    writeFileSync(hook, `#!/bin/sh\nexec vmsilo-nixgen -o - -q ${configuration.folder}\n`);
    chmodSync(hook, 0o755);
    other.put({ x: '' });
    other.git('add', 'x');
    const { status, stderr } = other.git('commit', '-qm', 'x');
    expect({ status, stderr: stderr.slice(0, 20) }).toEqual({
      status: 0,
      stderr: '# @generated by vmsi',
    });
  });

  test('is only judged under --check', () => {
    const repository = committed(one);
    repository.put({ 'a.nix': vms('a', 'b') });
    repository.git('add', 'a.nix');
    const { status, stdout } = repository.run('.', 'vmsilo-nixgen', '--staged', '--check');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^\+ {2}b = \{$/m);
    expect(inWorkTree(repository)).toEqual(['a', 'net']);
  });
});

describe('what is staged is read', () => {
  test('through links and folders, with the bytes that a checkout would write', () => {
    const repository = makeRepository();
    const { git, put, run, folder } = repository;
    put({
      'configuration.nix': '{ imports = [ ./link ./d/up.nix ] ++ import ./list.nix; }\n',
      'list.nix': 'map (n: ./d/many + "/${n}") (builtins.attrNames (builtins.readDir ./d/many))\n',
      'd/real/default.nix': vms('a'),
      'd/many/m.nix': vms('m'),
      'd/many/n.nix': vms('n'),
      'up.nix': vms('u'),
    });
    run('.', 'ln', '-s', 'd/real', 'link');
    run('d', 'ln', '-s', '../up.nix', 'up.nix');
    git('add', '.');
    for (const path of ['link', 'd/up.nix', 'd/many/n.nix', 'd/real/default.nix', 'up.nix']) {
      unlinkSync(join(folder, path));
    }
    put({ link: 'no link any more', 'd/many/o.nix': vms('o') });
    const { status, stdout } = run('.', 'vmsilo-nixgen', '--staged', '--check', '-q');
    expect(status).toBe(1);
    expect(vmsOf(stdout.replaceAll(/^\+/gm, ''))).toEqual(['a', 'm', 'n', 'net', 'u']);
  });

  test('where the entry itself is a link that leads elsewhere in the work tree', () => {
    const repository = makeRepository();
    const { folder, git, put, run } = repository;
    const link = join(folder, 'host.nix');
    put({ 'a.nix': vms('a'), 'b.nix': vms('b') });
    symlinkSync('a.nix', link);
    expect(run('.', 'vmsilo-nixgen', '--quiet', 'host.nix').status).toBe(0);
    git('add', '.');
    unlinkSync(link);
    symlinkSync('b.nix', link);
    const check = ['vmsilo-nixgen', '--staged', '--check', 'host.nix'] as const;
    expect(run('.', ...check)).toEqual({
      status: 0,
      stdout: '',
      stderr: `\`${output}\` is up to date\n`,
    });
    git('add', 'host.nix');
    expect(run('.', ...check).status).toBe(1);
  });

  test.each([
    ['outside', '../elsewhere.nix', 'import-outside-root'],
    ['to nothing', 'gone.nix', 'import-missing'],
  ])('also where the entry is staged as a link %s', (_, target, code) => {
    const { folder, git, put, run } = makeRepository();
    const link = join(folder, 'host.nix');
    symlinkSync(target, link);
    git('add', '.');
    unlinkSync(link);
    put({ 'host.nix': vms('a') });
    const { status, stderr } = run('.', 'vmsilo-nixgen', '--staged', '--format=gnu', 'host.nix');
    expect({ status, code: /\[(.*)\]/.exec(stderr)?.[1] }).toEqual({ status: 2, code });
  });

  test('as the commit will be: 15 random trees, partly staged', () => {
    const { folder, git, run } = makeRepository();
    const random = seeded(5);
    makeTree(folder, random);
    git('add', '.');
    const seen = { known: 0, broken: 0 };
    for (let index = 0; index < 15; index++) {
      for (let edits = 0; edits < 3; edits++) editOnce(folder, random, random.chance(0.5));
      if (random.chance(0.6)) git('add', '--all', random.pick(['vms', 'extra', '.', '.']));
      editOnce(folder, random, random.chance(0.5));
      const committed = makeFolder();
      const tree = git('write-tree').stdout.trim();
      run('.', 'sh', '-c', `git archive ${tree} | tar -x -C ${committed}`);
      const expected = runProgram(committed, '-o', '-', '--format=gnu', '--root=.');
      const actual = run('.', 'vmsilo-nixgen', '--staged', '-o', '-', '--format=gnu');
      expect([actual.status, actual.stdout]).toEqual([expected.status, expected.stdout]);
      seen[expected.status === 0 ? 'known' : 'broken']++;
    }
    expect(Math.min(seen.known, seen.broken)).toBeGreaterThan(2);
  });

  test('whatever Git was told not to look at', () => {
    const { git, put, run } = committed(one);
    git('update-index', '--assume-unchanged', 'a.nix');
    put({ 'a.nix': vms('z') });
    expect(run('.', 'vmsilo-nixgen', '--staged').status).toBe(0);
  });

  test('settings too', () => {
    const { git, put, run } = committed({ ...one, 'vmsilo-nixgen.json': '{ }' });
    put({ 'vmsilo-nixgen.json': '{' });
    expect(run('.', 'vmsilo-nixgen', '--staged').status).toBe(0);
    git('add', '.');
    expect(run('.', 'vmsilo-nixgen', '--staged').stderr).toContain('error[settings-invalid]');
  });

  test('and compared with a file that can be staged', () => {
    const { run } = committed(one);
    expect(run('.', 'vmsilo-nixgen', '--staged', '-o', '../out.nix')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /cannot compare `\.\.\/out\.nix` with what is staged: it is in no/,
      ),
    });
  });

  test('not where there are conflicts, or no repository', () => {
    const { git, put, run } = committed(one);
    git('checkout', '-q', '-b', 'other');
    put({ 'a.nix': vms('x') });
    git('commit', '-qnam', 'x');
    git('checkout', '-q', 'main');
    put({ 'a.nix': vms('y') });
    git('commit', '-qnam', 'y');
    git('merge', 'other');
    expect(run('.', 'vmsilo-nixgen', '--staged').stderr).toMatch(
      /: there are conflicts: resolve them first\n$/,
    );
    const folder = makeFolder();
    writeFileSync(join(folder, 'configuration.nix'), vms('a'));
    expect(runProgram(folder, '--staged')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('it is no Git work tree'),
    });
  });
});

describe('the hook can not be installed', () => {
  test('without Git', () => {
    const variables = { PATH: '/nonexistent' };
    expect(runProgramWith(variables, makeFolder(), 'hook', '--install')).toMatchObject({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot install the hook: there is no `git`: install Git (https://git-scm.com)\n',
    });
  });

  test('outside of a work tree', () => {
    expect(runProgram(makeFolder(), 'hook', '--install')).toMatchObject({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot install the hook: this is no Git work tree: run it in one\n',
    });
  });

  test('where Git does not say where its hooks are', () => {
    const folder = makeFolder();
    const git = `#!/bin/sh\ncase "$*" in *--show-toplevel) echo '${folder}' ;; *) exit 1 ;; esac\n`;
    writeFileSync(join(folder, 'git'), git, { mode: 0o755 });
    expect(runProgramWith({ PATH: folder }, folder, 'hook', '--install')).toMatchObject({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot install the hook: Git does not say where its hooks are\n',
    });
  });
});

describe('the hook', () => {
  test('is printed, for the folder that is named', () => {
    const { run, put } = makeRepository();
    put({ "nixos/it's/configuration.nix": vms('a') });
    expect(run('nixos', 'vmsilo-nixgen', 'hook', "it's")).toEqual({
      status: 0,
      stderr: '',
      stdout: `#!/bin/sh
# Made by \`vmsilo-nixgen hook\`: a commit has the injections that fit what it has of the configuration.
exec vmsilo-nixgen generate --staged -- 'nixos/it'\\''s'
`,
    });
  });

  test('is installed once, and anew for another folder', () => {
    const { folder, run, put } = makeRepository();
    put({ 'nixos/configuration.nix': vms('a') });
    const path = join(folder, '.git/hooks/pre-commit');
    const install = (at: string) => run('.', 'vmsilo-nixgen', 'hook', '--install', at).stderr;
    expect(install('.')).toBe('`.git/hooks/pre-commit` is written\n');
    expect(statSync(path).mode & 0o111).not.toBe(0);
    expect(install('.')).toBe('`.git/hooks/pre-commit` is up to date\n');
    expect(install('nixos')).toBe('`.git/hooks/pre-commit` is written\n');
    expect(readFileSync(path, 'utf8')).toMatch(/-- nixos\n$/);
  });

  test('goes where core.hooksPath leads in the repository, and not where others share it', () => {
    const { folder, git, run } = makeRepository();
    git('config', 'core.hooksPath', '.hooks');
    expect(run('.', 'vmsilo-nixgen', 'hook', '--install').stderr).toBe(
      '`.hooks/pre-commit` is written\n',
    );
    expect(existsSync(join(folder, '.git/hooks/pre-commit'))).toBe(false);
    git('config', 'core.hooksPath', join(folder, '../shared'));
    const { status, stderr } = run('.', 'vmsilo-nixgen', 'hook', '--install');
    expect(status).toBe(2);
    expect(stderr).toContain('which other repositories may use, too');
    expect(existsSync(join(folder, '../shared'))).toBe(false);
  });

  test('replaces no other hook, but says what to add; added, it is seen', () => {
    const { folder, run } = makeRepository();
    const path = join(folder, '.git/hooks/pre-commit');
    writeFileSync(path, '#!/bin/sh\nmake lint || exit\n');
    const { status, stderr } = run('.', 'vmsilo-nixgen', 'hook', '--install');
    expect(status).toBe(2);
    expect(stderr).toBe(
      'vmsilo-nixgen: error: `.git/hooks/pre-commit` is a hook of yours: add this line to it: ' +
        'vmsilo-nixgen generate --staged -- . || exit\n',
    );
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\nmake lint || exit\n');
    writeFileSync(path, `#!/bin/sh\nvmsilo-nixgen generate --staged -- . || exit\n`);
    expect(run('.', 'vmsilo-nixgen', 'hook', '--install')).toMatchObject({
      status: 0,
      stderr: '`.git/hooks/pre-commit` runs vmsilo-nixgen already\n',
    });
  });

  test.each([
    ['FIFO', 'mkfifo'],
    ['folder', 'mkdir'],
  ])('replaces no %s, and waits for none', (_, make) => {
    const { folder, run } = makeRepository();
    expect(run('.', make, join(folder, '.git/hooks/pre-commit')).status).toBe(0);
    expect(run('.', 'vmsilo-nixgen', 'hook', '--install')).toMatchObject({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot write `.git/hooks/pre-commit`: it is not a regular file: move it away\n',
    });
  });

  test('is installed in a repository only', () => {
    expect(runProgram(makeFolder(), 'hook', '--install')).toMatchObject({
      status: 2,
      stderr:
        'vmsilo-nixgen: error: cannot install the hook: this is no Git work tree: run it in one\n',
    });
  });
});

const page = blocksOf(readFileSync(resolve('docs/hooks.md'), 'utf8'));

describe('as in docs/hooks.md', () => {
  test('the hook for husky stops a commit that changes the file', () => {
    const repository = committed(one);
    const { git, put, folder } = repository;
    const script = page.find(({ file }) => file === '.husky/pre-commit')?.text ?? '';
    put({ '.husky/pre-commit': `#!/bin/sh\n${script}`, 'a.nix': vms('a', 'b') });
    chmodSync(join(folder, '.husky/pre-commit'), 0o755);
    git('config', 'core.hooksPath', '.husky');
    expect(git('commit', '-qam', 'more').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['a', 'b', 'net']);
  });

  test('the command for lefthook tells of what is staged', () => {
    const { git, put, run } = committed(one);
    const lefthook = page.find(({ file }) => file === 'lefthook.yml')?.text ?? '';
    const [, command = ''] = /^ {6}run: (.*)$/m.exec(lefthook) ?? [];
    put({ 'a.nix': vms('a', 'b') });
    expect(run('.', 'sh', '-c', command).status).toBe(0);
    git('add', 'a.nix');
    expect(run('.', 'sh', '-c', command).status).toBe(1);
  });

  test('the repository for pre-commit has the hook that is named', () => {
    const remote = page.find(({ text }) => text.includes('rev: '))?.text ?? '';
    const [, id = ''] = /- id: (\S+)/.exec(remote) ?? [];
    const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'));
    expect(remote).toContain(`rev: v${version}\n`);
    expect(readFileSync(resolve('.pre-commit-hooks.yaml'), 'utf8')).toContain(`- id: ${id}\n`);
  });
});

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;
if (!hasPreCommit) console.warn('pre-commit is not installed: its test is skipped');

describe.skipIf(!hasPreCommit)('pre-commit', () => {
  /** The hook of `.pre-commit-hooks.yaml`, run by the program on the path. */
  const hooks = readFileSync(resolve('.pre-commit-hooks.yaml'), 'utf8');

  const local = `repos:\n  - repo: local\n    hooks:\n${hooks
    .replace('language: node', 'language: system')
    .replaceAll(/^(?=.)/gm, '      ')}`;

  function withPreCommit(files: Readonly<Record<string, string>>, settings: string): Repository {
    const repository = makeRepository();
    const { run, git, put } = repository;
    put({ ...files, '.pre-commit-config.yaml': settings });
    run('.', 'vmsilo-nixgen', '--quiet');
    git('add', '.');
    expect(run('.', 'pre-commit', 'install').status).toBe(0);
    expect(git('commit', '-qm', 'first')).toMatchObject({ status: 0 });
    return repository;
  }

  test.each([
    ['.pre-commit-hooks.yaml', local],
    ['docs/hooks.md', page.find(({ text }) => text.includes('repo: local'))?.text ?? ''],
  ])('as in %s stops a commit that changes the file, and one that only deletes a module', (_, settings) => {
    const folder =
      '{ imports = map (n: ./vms + "/${n}") (builtins.attrNames (builtins.readDir ./vms)); }\n';
    const files = { 'configuration.nix': folder, 'vms/a.nix': vms('a'), 'vms/b.nix': vms('b') };
    const repository = withPreCommit(files, settings);
    const { git, put } = repository;
    git('rm', '-q', 'vms/b.nix');
    const deleted = git('commit', '-qm', 'less');
    expect(deleted.status).toBe(1);
    expect(deleted.stderr).toContain(`is written: \`git add ${output}\`, and commit again`);
    git('add', output);
    expect(git('commit', '-qm', 'less').status).toBe(0);

    put({ 'vms/a.nix': vms('a', 'c') });
    git('add', 'vms/a.nix');
    put({ 'vms/a.nix': vms('a', 'c', 'd') });
    expect(git('commit', '-qm', 'more').status).toBe(1);
    expect(inWorkTree(repository)).toEqual(['a', 'c', 'net']);
    expect(readFileSync(join(repository.folder, 'vms/a.nix'), 'utf8')).toBe(vms('a', 'c', 'd'));
    git('add', output);
    expect(git('commit', '-qm', 'more').status).toBe(0);
    expect(inCommit(repository)).toEqual(['a', 'c', 'net']);
  });
});
