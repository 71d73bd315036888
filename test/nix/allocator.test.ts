import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';

const nixpkgsLib = process.env.NIXPKGS_LIB;
const needs = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

const allocators = join(import.meta.dirname, '../vmsilo/allocators');

/** Generates a file by vmsilo's own allocator, and evaluates it with a vmsilo that has this one. */
function evaluated(inVmsilo: string | null): unknown {
  const folder = makeFolder();
  const vmsilo = join(folder, 'vmsilo');
  const helpers = join(vmsilo, 'modules/lib/helpers.nix');
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{
      programs.vmsilo.enable = true;
      programs.vmsilo.nixosVms.net.network.isNetvm = true;
      programs.vmsilo.nixosVms.work.network.netvm = "net";
    }`,
  );
  cpSync(join(import.meta.dirname, 'vmsilo'), vmsilo, { recursive: true });
  cpSync(join(allocators, 'sha1.nix'), join(folder, 'sha1.nix'));
  if (inVmsilo !== null) cpSync(join(allocators, inVmsilo), helpers);
  expect(runProgram(folder, '--helpers', 'sha1.nix')).toMatchObject({ status: 0 });
  return evaluate(`import ${nixPath(join(import.meta.dirname, 'evaluate.nix'))} {
    nixpkgsLib = ${nixPath(join(nixpkgsLib ?? '', 'lib'))};
    source = ${nixPath(vmsilo)};
    file = ${nixPath(join(folder, 'netvm-injections.nix'))};
    modules = [ ${nixPath(join(folder, 'configuration.nix'))} ];
  }`);
}

describe.skipIf(nixVersion === null || nixpkgsLib === undefined)(
  `a file that vmsilo's own allocator made, in nixpkgs' module system ${needs}`,
  () => {
    test('passes with the same helpers.nix', () => {
      expect(evaluated('sha1.nix')).toHaveProperty('injections.work');
    });

    test.each(['md5.nix', null])('is stale with another: %s', (inVmsilo) => {
      expect(evaluated(inVmsilo)).toMatchObject({
        failed: [expect.stringContaining("allocated by another version of vmsilo's helpers.nix")],
      });
    });
  },
);
