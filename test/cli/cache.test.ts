import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../scripts/fuzz/random.ts';
import { editOnce, makeTree } from '../../scripts/watch-soak/edits.ts';
import { makeFolder } from '../commands/folder.ts';
import { type Outcome, runProgramWith } from './program.ts';
import { makeRepository } from './repository.ts';

/** What a note is made to say, so that it can be told from a run. */
const recalled = 'recalled\n';

const vm = (name: string, netvm: string) =>
  `{ programs.vmsilo = { enable = true; nixosVms.${name} = { id = ${name.length + 2}; network.netvm = "${netvm}"; }; }; }\n`;

interface Place {
  readonly tree: string;
  readonly cache: string;
  readonly run: (...words: readonly string[]) => Outcome;
}

/** A configuration whose file is written, and a cache that holds nothing. */
function makePlace(): Place {
  const [tree, cache] = [join(makeFolder(), 'tree'), makeFolder()];
  mkdirSync(join(tree, 'vms'), { recursive: true });
  writeFileSync(join(tree, 'netvm.nix'), netvm);
  writeFileSync(join(tree, 'vms/work.nix'), vm('work', 'net'));
  writeFileSync(join(tree, 'configuration.nix'), entry);
  const run = (...words: readonly string[]) =>
    runProgramWith({ XDG_CACHE_HOME: cache }, tree, ...words);
  expect(run('--no-cache').status).toBe(0);
  return { tree, cache, run };
}

const netvm =
  '{ programs.vmsilo.nixosVms.net = { id = 1; network = { isNetvm = true; netvm = "host"; }; }; }\n';
const entry = `{
  imports = [ ./netvm.nix ] ++ map (name: ./vms + "/\${name}") (builtins.attrNames (builtins.readDir ./vms));
}
`;

function notes({ cache }: Place): readonly string[] {
  try {
    const folder = join(cache, 'vmsilo-nixgen');
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Makes what is noted tell itself. */
function mark(place: Place): void {
  for (const path of notes(place)) {
    const note: object = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...note, messages: recalled }));
  }
}

describe('a run that finds the file up to date', () => {
  test.each([['--check'], []])('is recalled (%s)', (...words) => {
    const place = makePlace();
    const first = place.run(...words);
    expect(first).toEqual({
      status: 0,
      stdout: '',
      stderr: '`netvm-injections.nix` is up to date\n',
    });
    expect(place.run(...words)).toEqual(first);
    mark(place);
    expect(place.run(...words)).toEqual({ ...first, stderr: recalled });
  });

  test('is recalled with its warnings', () => {
    const place = makePlace();
    writeFileSync(join(place.tree, 'netvm.nix'), '{ imports = [ <nixpkgs/x.nix> ]; }');
    writeFileSync(join(place.tree, 'vms/work.nix'), vm('work', 'host'));
    expect(place.run('--no-cache').status).toBe(0);
    const first = place.run('--check');
    expect(first.stderr).toContain('import-unknown');
    expect(notes(place)).toHaveLength(1);
    expect(place.run('--check')).toEqual(first);
  });

  test('is recalled where a file was only touched', () => {
    const place = makePlace();
    place.run('--check');
    mark(place);
    utimesSync(join(place.tree, 'netvm.nix'), 1, 1);
    expect(place.run('--check').stderr).toBe(recalled);
  });

  test.each<readonly [string, (place: Place) => void]>([
    ['a file', ({ tree }) => writeFileSync(join(tree, 'vms/work.nix'), vm('work', 'host'))],
    ['a file that is gone', ({ tree }) => rmSync(join(tree, 'netvm.nix'))],
    [
      'what a folder holds',
      ({ tree }) => writeFileSync(join(tree, 'vms/bank.nix'), vm('bank', 'net')),
    ],
    [
      'a link in the way',
      ({ tree }) => {
        rmSync(join(tree, 'vms/work.nix'));
        symlinkSync('../netvm.nix', join(tree, 'vms/work.nix'));
      },
    ],
    ['settings', ({ tree }) => writeFileSync(join(tree, 'vmsilo-nixgen.json'), '{}')],
    ['the root', ({ tree }) => mkdirSync(join(tree, '.git'))],
    [
      'the generated file',
      ({ tree }) => writeFileSync(join(tree, 'netvm-injections.nix'), '# @generated\n'),
    ],
    ['a generated file that is gone', ({ tree }) => rmSync(join(tree, 'netvm-injections.nix'))],
    [
      'a flake beside it',
      ({ tree }) => writeFileSync(join(tree, 'flake.nix'), '{ outputs = _: { }; }'),
    ],
    [
      'the note',
      (place) => {
        for (const path of notes(place)) writeFileSync(path, readFileSync(path).subarray(0, 200));
      },
    ],
    [
      'the kind of what is noted',
      (place) => {
        for (const path of notes(place)) writeFileSync(path, '{"surveys":1,"outputs":{}}');
      },
    ],
    [
      'the note, to a link that leads nowhere',
      (place) => {
        for (const path of notes(place)) {
          rmSync(path);
          symlinkSync('nothing', path);
        }
      },
    ],
  ])('is done again for another state of %s', (_, change) => {
    const place = makePlace();
    place.run('--check');
    mark(place);
    expect(place.run('--check').stderr).toBe(recalled);
    change(place);
    const again = place.run('--check');
    expect(again).toEqual(place.run('--check', '--no-cache'));
    expect(again.stderr).not.toBe(recalled);
  });

  test('is done again where the folder of the file is another link', () => {
    const { tree, ...place } = makePlace();
    for (const folder of ['out', 'below/out']) {
      mkdirSync(join(tree, folder), { recursive: true });
      symlinkSync(join(tree, 'file.nix'), join(tree, folder, 'file.nix'));
    }
    const link = join(tree, 'link');
    const words = ['--output', 'link/file.nix'];
    symlinkSync('out', link);
    place.run(...words);
    place.run(...words, '--check');
    mark({ tree, ...place });
    expect(place.run(...words, '--check').stderr).toBe(recalled);
    rmSync(link);
    symlinkSync('below/out', link);
    expect(place.run(...words, '--check').status).toBe(1);
  });

  test.each([
    ['other options', ['--check', '--strict'], {}],
    ['another spelling of the path', ['--check', './.'], {}],
    ['another store', ['--check'], { NIX_STORE_DIR: '/elsewhere' }],
  ])('is not recalled for %s', (_, words, variables) => {
    const { tree, cache, ...place } = makePlace();
    place.run('--check');
    mark({ tree, cache, ...place });
    const again = runProgramWith({ XDG_CACHE_HOME: cache, ...variables }, tree, ...words);
    expect(again.status).toBe(0);
    expect(again.stderr).not.toBe(recalled);
  });

  test('is not recalled from what another user wrote', (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can give a file away');
    const place = makePlace();
    place.run('--check');
    mark(place);
    for (const path of notes(place)) chownSync(path, 1, 1);
    expect(place.run('--check').stderr).toContain('is up to date');
  });

  test('follows what Git tracks of a flake', () => {
    const { folder, git, put, run } = makeRepository();
    put({
      'flake.nix': `{ outputs = { nixpkgs, ... }: { nixosConfigurations.one = nixpkgs.lib.nixosSystem {
        modules = [ { imports = map (name: ./vms + "/\${name}") (builtins.attrNames (builtins.readDir ./vms)); } ]; }; }; }`,
      'vms/net.nix': netvm,
    });
    git('add', '.');
    expect(run('.', 'vmsilo-nixgen', '--no-cache').status).toBe(0);
    expect(run('.', 'vmsilo-nixgen', '--check').status).toBe(0);
    mark({ tree: folder, cache: join(folder, '../.cache'), run: () => run('.', 'true') });
    expect(run('.', 'vmsilo-nixgen', '--check').stderr).toBe(recalled);
    put({ 'vms/work.nix': vm('work', 'net') });
    expect(run('.', 'vmsilo-nixgen', '--check').stderr).toBe(recalled);
    git('add', '.');
    expect(run('.', 'vmsilo-nixgen', '--check').status).toBe(1);
  });
});

test('two folders whose names are no UTF-8 are two runs', () => {
  const [parent, cache] = [makeFolder(), makeFolder()];
  const at = (byte: number, ...words: readonly string[]) => {
    const script = `cd "$(printf '\\${byte.toString(8)}')" && shift && exec "$@"`;
    const command = [process.execPath, join(process.cwd(), 'dist/cli.js'), ...words];
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: cache };
    return spawnSync('bash', ['-c', script, 'bash', '', ...command], { cwd: parent, env }).status;
  };
  for (const byte of [0xfe, 0xff]) {
    const folder = Buffer.concat([Buffer.from(`${parent}/`), Buffer.from([byte])]);
    mkdirSync(folder);
    writeFileSync(
      Buffer.concat([folder, Buffer.from('/configuration.nix')]),
      netvm.replace('{', '{ programs.vmsilo.enable = true;'),
    );
  }
  expect(at(0xfe)).toBe(0);
  expect(at(0xfe, '--check')).toBe(0);
  expect(at(0xff, '--check')).toBe(1);
});

describe('the cache', () => {
  test.each([
    [
      'a run that writes',
      [],
      (tree: string) => writeFileSync(join(tree, 'vms/work.nix'), vm('work', 'host')),
    ],
    [
      'a stale file',
      ['--check'],
      (tree: string) => writeFileSync(join(tree, 'vms/work.nix'), vm('work', 'host')),
    ],
    ['an error', ['--check'], (tree: string) => writeFileSync(join(tree, 'vms/work.nix'), '{')],
    ['what is shown', ['--output', '-'], () => {}],
    ['`--no-cache`', ['--check', '--no-cache'], () => {}],
    ['what is staged', ['--check', '--staged'], () => {}],
  ])('notes nothing for %s', (_, words, change) => {
    const place = makePlace();
    change(place.tree);
    place.run(...words);
    expect(notes(place)).toEqual([]);
  });

  test('is private, and holds no text of the configuration', () => {
    const place = makePlace();
    writeFileSync(join(place.tree, 'netvm.nix'), `${netvm}# a secret\n`);
    place.run('--check');
    const [note = ''] = notes(place);
    expect(statSync(note).mode & 0o777).toBe(0o600);
    expect(statSync(join(note, '..')).mode & 0o777).toBe(0o700);
    expect(readFileSync(note, 'utf8')).not.toContain('secret');
  });

  test('keeps the youngest notes', () => {
    const place = makePlace();
    place.run('--check');
    const [first = ''] = notes(place);
    for (let age = 1; age <= 80; age++) {
      const path = join(first, '..', `${age}`);
      writeFileSync(path, '');
      utimesSync(path, 1_000_000 - age, 1_000_000 - age);
    }
    place.run('--check', '--quiet');
    const names = notes(place).map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(names).toHaveLength(64);
    expect(names).toContain('62');
    expect(names).not.toContain('63');
  });

  test.each<readonly [string, (cache: string) => void]>([
    ['is a file', (cache) => writeFileSync(join(cache, 'vmsilo-nixgen'), '')],
    ['is a link that leads nowhere', (cache) => symlinkSync('gone', join(cache, 'vmsilo-nixgen'))],
    ['may not be written', (cache) => chmodSync(cache, 0o500)],
  ])('is done without where its folder %s', (_, spoil) => {
    const place = makePlace();
    spoil(place.cache);
    const first = place.run('--check');
    expect(first.stderr).toBe('`netvm-injections.nix` is up to date\n');
    expect(place.run('--check')).toEqual(first);
  });

  test('is done without where there is no home', () => {
    const { tree } = makePlace();
    const run = () => runProgramWith({ HOME: '', XDG_CACHE_HOME: 'here' }, tree, '--check');
    expect(run()).toEqual(run());
    expect(readdirSync(tree)).not.toContain('here');
  });

  test('holds what several runs write at once', () => {
    const place = makePlace();
    const script = `for i in 1 2 3 4 5 6; do "$0" "$@" & done; wait`;
    const words = [process.execPath, join(process.cwd(), 'dist/cli.js'), '--check', '--quiet'];
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: place.cache };
    expect(spawnSync('sh', ['-c', script, ...words], { cwd: place.tree, env }).status).toBe(0);
    expect(notes(place)).toHaveLength(1);
    mark(place);
    expect(place.run('--check', '--quiet').stderr).toBe(recalled);
  });

  test('says after each random edit what a run without it says', () => {
    const [cache, tree] = [makeFolder(), join(makeFolder(), 'tree')];
    const random = seeded(Number(process.env.CACHE_SEED ?? 5));
    makeTree(tree, random);
    const run = (...words: readonly string[]) =>
      runProgramWith({ XDG_CACHE_HOME: cache }, tree, '--format=gnu', ...words);
    let isBroken = run().status !== 0;
    for (let edit = 0; edit < Number(process.env.CACHE_EDITS ?? 12); edit++) {
      const what = editOnce(tree, random, isBroken);
      const plain = run('--check', '--no-cache');
      expect({ what, ...run('--check') }).toEqual({ what, ...plain });
      isBroken = plain.status === 2;
      if (plain.status === 1) run();
      const fresh = run('--check', '--no-cache');
      expect(run('--check')).toEqual(fresh);
      expect(run('--check')).toEqual(fresh);
    }
  });
});
