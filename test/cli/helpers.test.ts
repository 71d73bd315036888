import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceStorePath } from '../../src/modules/store-path.ts';
import { makeFolder } from '../commands/folder.ts';
import { runProgram, runProgramWith } from './program.ts';

const sha1 = join(import.meta.dirname, '../vmsilo/allocators/sha1.nix');

/** Of `sha1.nix`. */
const expected = {
  address: 'addresses = [ "10.200.34.242/31" ];',
  line: `# allocator: ${createHash('sha256').update(readFileSync(sha1)).digest('hex')}`,
};

function configured(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  const text = `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    net.network.isNetvm = true;
    work.network.netvm = "net";
    mail.network.netvm = "net";
  };
}
`;
  for (const [name, content] of Object.entries({ 'configuration.nix': text, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  cpSync(sha1, join(folder, 'vmsilo/helpers.nix'));
  return folder;
}

describe("vmsilo's own allocator", () => {
  test('is a file below the root', () => {
    const folder = configured();
    const { status, stdout, stderr } = runProgram(folder, '--helpers', 'vmsilo/helpers.nix', '-o-');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(expected.address);
    expect(stdout.split('\n')[2]).toBe(`${expected.line} "./vmsilo/helpers.nix"`);
  });

  test('is named by the settings, for a path relative to them', () => {
    const folder = configured({ 'vmsilo-nixgen.json': '{ "helpers": "vmsilo/helpers.nix" }' });
    expect(runProgram(folder).status).toBe(0);
    const written = readFileSync(join(folder, 'netvm-injections.nix'), 'utf8');
    expect(written).toContain(expected.address);
    expect(runProgram(folder, '--check').status).toBe(0);
    writeFileSync(join(folder, 'vmsilo-nixgen.json'), '{ }');
    expect(runProgram(folder, '--check').status).toBe(1);
  });

  test('is stale when the file changes', () => {
    const folder = configured();
    const words = ['--helpers', 'vmsilo/helpers.nix'];
    runProgram(folder, ...words);
    writeFileSync(join(folder, 'vmsilo/helpers.nix'), `# changed\n${readFileSync(sha1, 'utf8')}`);
    expect(runProgram(folder, '--check', ...words).status).toBe(1);
  });

  test("is that of a flake's input, where Nix keeps it", () => {
    const narHash = 'sha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=';
    const lock = {
      nodes: { root: { inputs: { vmsilo: 'vmsilo' } }, vmsilo: { locked: { narHash } } },
      root: 'root',
      version: 7,
    };
    const folder = configured({ 'flake.lock': JSON.stringify(lock) });
    const store = makeFolder();
    const run = () =>
      runProgramWith({ NIX_STORE_DIR: store }, folder, '--helpers', 'inputs.vmsilo', '-o-');
    expect(run().stderr).toContain('the input `vmsilo` is not on this machine');

    const path = sourceStorePath(narHash, store) ?? '';
    mkdirSync(join(path, 'modules/lib'), { recursive: true });
    cpSync(sha1, join(path, 'modules/lib/helpers.nix'));
    const { status, stdout, stderr } = run();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(expected.address);
    expect(stdout.split('\n')[2]).toBe(`${expected.line} "inputs.vmsilo/modules/lib/helpers.nix"`);
  });

  test.each([
    ['no-such.nix', 'there is no file'],
    ['/etc/passwd', 'is outside of the root'],
    ['vmsilo', 'there is no file'],
    ['inputs.vmsilo', 'there is no `flake.lock`'],
  ])('is refused: %s', (file, message) => {
    const folder = configured();
    const { status, stdout, stderr } = runProgram(folder, '--helpers', file, '-o-');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error[helpers-invalid]: the allocator \`${file}\` can't be read`);
    expect(stderr).toContain(message);
  });

  test.each([
    [
      'is too large',
      (path: string) => writeFileSync(path, 'x'.repeat(2048)),
      [
        'flake.lock` has 2048 bytes, and the limit is 1024',
        'help: raise the limit with `--max-file-size`',
      ],
    ],
    [
      'is a link to itself',
      (path: string) => symlinkSync('flake.lock', path),
      [
        "flake.lock` can't be read: too many symbolic links encountered",
        'help: make it with `nix flake lock`, or give a path below the root',
      ],
    ],
  ] as const)('is refused where `flake.lock` %s', (_, make, lines) => {
    const folder = configured();
    make(join(folder, 'flake.lock'));
    const words = ['--helpers', 'inputs.vmsilo', '--max-file-size', '1024'];
    const { status, stderr } = runProgram(folder, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain("error[helpers-invalid]: the allocator `inputs.vmsilo` can't be read");
    for (const line of lines) expect(stderr).toContain(line);
  });

  test('gives two links one address: an error, and nobody moves', () => {
    const folder = configured();
    const words = ['--helpers', 'vmsilo/helpers.nix', '--range', '10.9.9.8/31', '--format', 'gnu'];
    const { status, stderr } = runProgram(folder, ...words);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'configuration.nix:5:26: error: the allocator gives `work` the subnet `10.9.9.8/31`, which `mail` has [subnet-collision]\n',
    );
  });
});
