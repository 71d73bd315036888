import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type VerifyOptions, verify } from '../../src/commands/verify.ts';
import { makeFolder } from './folder.ts';
import { runHere } from './in-process.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Verifies a folder, where whatever Nix is asked it answers with this JSON. */
function verifyHere(
  files: Readonly<Record<string, string>>,
  answer: string,
  options: Partial<VerifyOptions> = {},
) {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'bin'));
  const nix = join(folder, 'bin/nix-instantiate');
  writeFileSync(nix, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(nix, 0o755);
  vi.stubEnv('PATH', `${folder}/bin:${process.env.PATH}`);
  vi.stubEnv('NIX_PATH', undefined);
  return runHere(folder, (...given) => verify('.', { format: 'gnu', ...options }, ...given));
}

const off = { 'configuration.nix': '{ programs.vmsilo.enable = false; }' };
const generated = { ...off, 'netvm-injections.nix': '{ }\n' };

test('a file that is not there is asked for', async () => {
  await expect(verifyHere(off, '{}')).rejects.toThrow(
    'there is no file `netvm-injections.nix`: run vmsilo-nixgen first',
  );
});

test('a file without the comments of ours differs in them', async () => {
  const { status, stdout } = await verifyHere(generated, '{}');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^# inputs\n {2}computed /);
});

test('--flake is for a flake', async () => {
  await expect(verifyHere(generated, '{}', { flake: '.' })).rejects.toThrow(
    '--flake is for a flake, and this is none',
  );
});

test('what Nix gives has to be a network', async () => {
  await expect(verifyHere(generated, '{}', { nixpkgs: '/nixpkgs' })).rejects.toThrow(
    'Nix gives no network of vmsilo for the configuration',
  );
});

test('--nixpkgs is for modules', async () => {
  const flake = {
    'flake.nix': `{ inputs.nixpkgs.url = "nixpkgs"; outputs = { nixpkgs, ... }: {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; }; }; }`,
  };
  const options = { nixpkgs: '/nixpkgs', output: 'netvm-injections.nix' };
  await expect(verifyHere({ ...generated, ...flake }, '{}', options)).rejects.toThrow(
    '--nixpkgs is for modules: give --flake for a flake',
  );
});
