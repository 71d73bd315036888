import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';
import { syntaxErrorsIn } from './syntax.ts';

const root = resolve(import.meta.dirname, '../..');
const readJson = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest = readJson('package.json');
const lock = readJson('package-lock.json');
const systems = ['aarch64-linux', 'x86_64-linux'];
const { NIXPKGS_LIB } = process.env;
const nixpkgsLib = NIXPKGS_LIB === undefined ? 'null' : nixPath(join(NIXPKGS_LIB, 'lib'));

/** What an expression gives, with the flake's outputs in scope, and `package`, `shell` and `checks` of one system. */
function evaluated(expression: string): unknown {
  return evaluate(`let
    flake = import ${nixPath(join(root, 'flake.nix'))};
    nixpkgs = import ${nixPath(join(import.meta.dirname, 'nixpkgs.nix'))} { nixpkgsLib = ${nixpkgsLib}; };
    outputs = flake.outputs { self = outputs; inherit nixpkgs; };
    system = "x86_64-linux";
    package = outputs.packages.\${system}.default;
    shell = outputs.devShells.\${system}.default;
    checks = outputs.checks.\${system};
  in ${expression}`);
}

describe.skipIf(nixVersion === null)(`flake.nix, with a stand-in for nixpkgs ${needsNix}`, () => {
  test('takes nixpkgs alone, and has its outputs for both systems', () => {
    expect(evaluated('builtins.attrNames flake.inputs')).toEqual(['nixpkgs']);
    expect(
      evaluated(
        'builtins.mapAttrs (_: builtins.attrNames) { inherit (outputs) packages checks devShells formatter; }',
      ),
    ).toEqual({ packages: systems, checks: systems, devShells: systems, formatter: systems });
    expect(
      evaluated(
        'map (s: outputs.packages.${s}.default.pname) (builtins.attrNames outputs.packages)',
      ),
    ).toEqual(['vmsilo-nixgen', 'vmsilo-nixgen']);
  });

  test('the package is what package.json says', () => {
    expect(
      evaluated(
        '{ inherit (package) pname version npmConfigHook; nodejs = package.nodejs.name; inherit (package.meta) description mainProgram; license = package.meta.license.spdxId; }',
      ),
    ).toEqual({
      pname: manifest.name,
      version: manifest.version,
      npmConfigHook: "importNpmLock's",
      nodejs: 'node',
      description: manifest.description,
      mainProgram: Object.keys(manifest.bin)[0],
      license: manifest.license,
    });
    expect(
      evaluated(
        'builtins.all (s: builtins.elem s package.meta.platforms) (builtins.attrNames outputs.packages)',
      ),
    ).toBe(true);
    expect(evaluated('flake.description')).toBe(manifest.description);
  });

  test('the package is built from everything', () => {
    expect(evaluated('toString package.src')).toBe(root);
    expect(evaluated('toString package.npmDeps.importNpmLock.npmRoot')).toBe(root);
  });

  test('every package of the lock file has the URL that npm takes it from', () => {
    const withUrls = Object.entries<{ readonly version: string }>(lock.packages).map(
      ([path, module]) => {
        const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
        const file = `${name.slice(name.indexOf('/') + 1)}-${module.version}.tgz`;
        const resolved = `https://registry.npmjs.org/${name}/-/${file}`;
        return [path, path === '' ? module : { ...module, resolved }];
      },
    );
    expect(evaluated('package.npmDeps.importNpmLock.packageLock')).toEqual({
      ...lock,
      packages: Object.fromEntries(withUrls),
    });
  });

  test('a package inside of another, one under another name and one with a URL get theirs', () => {
    const given = (path: string) =>
      `import ${nixPath(join(root, 'nix/npm-lock.nix'))} { packages = ${path}; }`;
    expect(
      evaluated(
        given(`{
        "node_modules/a/node_modules/@b/c" = { version = "1.0.0"; integrity = "x"; };
        "node_modules/d" = { name = "e"; version = "2.0.0"; integrity = "x"; };
        "node_modules/f" = { version = "3.0.0"; integrity = "x"; resolved = "https://example.org/f.tgz"; };
        "sub" = { version = "4.0.0"; };
      }`),
      ),
    ).toMatchObject({
      packages: {
        'node_modules/a/node_modules/@b/c': {
          resolved: 'https://registry.npmjs.org/@b/c/-/c-1.0.0.tgz',
        },
        'node_modules/d': { resolved: 'https://registry.npmjs.org/e/-/e-2.0.0.tgz' },
        'node_modules/f': { resolved: 'https://example.org/f.tgz' },
        sub: { version: '4.0.0' },
      },
    });
  });

  test('the overlay has the package', () => {
    expect(
      evaluated(
        'let final = nixpkgs.legacyPackages.${system} // outputs.overlays.default final { }; in final.vmsilo-nixgen.version',
      ),
    ).toBe(manifest.version);
  });

  test("the NixOS module is nix/module.nix's function", () => {
    expect(evaluated('builtins.functionArgs outputs.nixosModules.default')).toEqual({
      vmsilo: false,
      file: false,
    });
    expect(
      evaluated(
        'toString (outputs.nixosModules.default { vmsilo = "/v"; file = /f; } { config = { }; lib = { }; options = { }; })._file',
      ),
    ).toBe(join(root, 'nix/module.nix'));
  });

  test('the hook for git-hooks.nix runs the package on what is staged', () => {
    expect(evaluated('outputs.lib.gitHook system')).toEqual({
      enable: true,
      name: 'vmsilo-nixgen',
      entry: `/nix/store/vmsilo-nixgen-${manifest.version}-x86_64-linux/bin/vmsilo-nixgen generate --staged`,
      always_run: true,
      pass_filenames: false,
    });
  });

  test('the checks build the package, run the tests and look at a fixture', () => {
    expect(evaluated('checks.package.pname')).toBe('vmsilo-nixgen');
    expect(evaluated('{ inherit (checks.tests) pname doCheck checkPhase version; }')).toMatchObject(
      {
        pname: 'vmsilo-nixgen-tests',
        version: manifest.version,
        doCheck: true,
        checkPhase: expect.stringContaining('npm test\n'),
      },
    );
    const [, line] = /"(.*)"/.exec(String(evaluated('checks.tests.postPatch'))) ?? [];
    expect(readFileSync(join(root, 'src/cli.ts'), 'utf8')).toContain(`#!${line}\n`);
    expect(evaluated('checks.fixture.script')).toMatch(/^vmsilo-nixgen --check \S*-qubes\n/);
  });

  test('the development shell has what the tests and the grammar need', () => {
    expect(evaluated('map (p: p.name) shell.packages')).toEqual(
      expect.arrayContaining([
        'node',
        'git',
        'nix',
        'nftables',
        'pre-commit',
        'neovim',
        'emacs-nox',
        'zsh',
        'fish',
        'mandoc',
        'tree-sitter',
        'clang',
        'lld',
      ]),
    );
    expect(evaluated('shell.BIOME_BINARY')).toBe('/nix/store/biome-x86_64-linux/bin/biome');
    expect(evaluated('outputs.formatter.${system}.name')).toBe('nixfmt-rfc-style');
  });
});

test('the fixture of the checks is fresh as it lies in the store: apart from the project, and not to be written', () => {
  const store = join(makeFolder(), '0123-qubes');
  cpSync(join(root, 'fixtures/qubes'), store, { recursive: true });
  chmodSync(store, 0o555);
  expect(runProgram('/', '--check', store)).toMatchObject({ status: 0, stdout: '' });
});

const ours = ['flake.nix', ...readdirSync(join(root, 'nix')).map((name) => `nix/${name}`)];

test.each(ours)('%s is Nix to our own parser', (name) => {
  expect(syntaxErrorsIn(readFileSync(join(root, name), 'utf8'))).toEqual([]);
});
