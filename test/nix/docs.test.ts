import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { codeBlocks } from '../code-blocks.ts';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';
import { syntaxErrorsIn } from './syntax.ts';

const root = resolve(import.meta.dirname, '../..');
// docs/diagnostics.md shows mistakes, and has a test of its own.
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((page) => page !== 'docs/diagnostics.md');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

const snippets = pages.flatMap((page) =>
  codeBlocks(read(page), 'nix').map((text, index): [string, number, string] => [
    page,
    index + 1,
    text,
  ]),
);

test.each(snippets)('%s, block %i is Nix to our own parser', (_page, _number, text) => {
  // A block may hold bindings alone.
  const isWhole = syntaxErrorsIn(text).length === 0;
  expect(isWhole ? [] : syntaxErrorsIn(`{ ${text} }`)).toEqual([]);
});

describe.skipIf(nixVersion === null)(`to real Nix ${needsNix}`, () => {
  test.each(snippets)('%s, block %i is Nix', (_page, _number, text) => {
    const parse = (one: string) =>
      spawnSync('nix-instantiate', ['--parse', '-'], { input: one, encoding: 'utf8' }).status;
    // A block may hold bindings alone, or name what the text around it has.
    const tries = [text, `{ ${text} }`, `with { }; ${text}`];
    expect(tries.some((one) => parse(one) === 0)).toBe(true);
  });
});

test('docs/nixos.md has the messages of the module', () => {
  const [, section = ''] =
    /^## What the module asserts$(.*?)^## /ms.exec(read('docs/nixos.md')) ?? [];
  const headings = [...section.matchAll(/^### `… (.*)`$/gm)].map(([, text]) => text ?? '');
  const said = [...section.matchAll(/^- `(.*?)(?: work, mail\.)?`/gm)].map(
    ([, text]) => text ?? '',
  );
  const module = read('nix/module.nix');
  expect([...headings, ...said].filter((text) => !module.includes(text))).toEqual([]);
  expect(headings).toHaveLength([...module.matchAll(/^ +assertion =/gm)].length);
  expect(said).toHaveLength(2);
});

const { NIXPKGS_LIB } = process.env;
const needs = NIXPKGS_LIB === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

const scope = `
  nixpkgsLib = ${nixPath(join(NIXPKGS_LIB ?? '', 'lib'))};
  standIn = import ${nixPath(join(import.meta.dirname, 'nixpkgs.nix'))} { inherit nixpkgsLib; };
  evaluated = modules: (nixpkgs.lib.evalModules { inherit modules; }).config;
  nixpkgs = standIn // { lib = standIn.lib // { nixosSystem = { modules, ... }: { config = evaluated modules; }; }; };
  vmsilo = {
    outPath = ${JSON.stringify(join(import.meta.dirname, 'vmsilo'))};
    nixosModules.default = ${nixPath(join(import.meta.dirname, 'vmsilo'))};
  };
  vmsilo-nixgen = outputs // { outPath = ${JSON.stringify(root)}; };
  outputs = (import ${nixPath(join(root, 'flake.nix'))}).outputs { self = outputs; inherit nixpkgs; };
  summary = config: {
    failed = map (one: one.message) (builtins.filter (one: !one.assertion) config.assertions);
    injections = builtins.attrNames config.programs.vmsilo._internal.netvmInjections;
  };`;

const wired = { failed: [], injections: ['banking', 'sys-net'] };
const configuration = `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    sys-net.network.isNetvm = true;
    banking.network.netvm = "sys-net";
  };
}
`;

describe.skipIf(nixVersion === null || NIXPKGS_LIB === undefined)(
  `the examples of docs/nixos.md and docs/hooks.md ${needs}`,
  () => {
    const [flake = '', plain = ''] = codeBlocks(read('docs/nixos.md'), 'nix');

    test('the flake is read, wired and checked', () => {
      const folder = makeFolder();
      writeFileSync(join(folder, 'flake.nix'), flake);
      writeFileSync(join(folder, 'configuration.nix'), configuration);
      expect(runProgram(folder)).toMatchObject({ status: 0 });
      const { summary, check } = Object(
        evaluate(`let ${scope}
          user = (import ${nixPath(join(folder, 'flake.nix'))}).outputs {
            inherit nixpkgs vmsilo vmsilo-nixgen;
            self = ${JSON.stringify(folder)};
          };
        in {
          summary = summary user.nixosConfigurations.laptop.config;
          check = user.checks.x86_64-linux.netvm-injections.script;
        }`),
      );
      expect(summary).toEqual(wired);
      const [, words = ''] = /bin\/vmsilo-nixgen (.*)\n/.exec(check) ?? [];
      expect(runProgram('/', ...words.split(' ')).status).toBe(0);
      writeFileSync(join(folder, 'configuration.nix'), configuration.replace('banking', 'work'));
      expect(runProgram('/', ...words.split(' ')).status).toBe(1);
    });

    test('the configuration without flakes is read and wired', () => {
      const folder = makeFolder();
      const fetched =
        '{ outPath = builtins.fetchTarball { url = "https://example.org/a.tar.gz"; }; }';
      mkdirSync(join(folder, 'npins'));
      const pins = join(folder, 'npins/default.nix');
      writeFileSync(pins, `{ vmsilo = ${fetched}; vmsilo-nixgen = ${fetched}; }\n`);
      writeFileSync(join(folder, 'configuration.nix'), plain);
      expect(runProgram(folder)).toMatchObject({ status: 0 });

      // What is pinned, as it is once it was fetched.
      const silo = join(folder, 'vmsilo');
      cpSync(join(import.meta.dirname, 'vmsilo'), silo, { recursive: true });
      writeFileSync(
        join(silo, 'modules/default.nix'),
        '{ imports = [ ./options.nix ./netvm.nix ]; }\n',
      );
      const pinned = (path: string) => `{ outPath = ${JSON.stringify(path)}; }`;
      writeFileSync(pins, `{ vmsilo = ${pinned(silo)}; vmsilo-nixgen = ${pinned(root)}; }\n`);
      expect(
        evaluate(
          `let ${scope} in summary (evaluated [ ${nixPath(join(folder, 'configuration.nix'))} ])`,
        ),
      ).toEqual(wired);
    });

    test('the hooks for git-hooks.nix run the program on what is staged', () => {
      const isRun = (text: string) => text.includes('git-hooks.lib');
      const [bare = '', withArgs = ''] = codeBlocks(read('docs/hooks.md'), 'nix').filter(isRun);
      const hookOf = (text: string) =>
        evaluate(`let ${scope}
          system = "x86_64-linux";
          git-hooks.lib.\${system}.run = { hooks, ... }: hooks.vmsilo-nixgen;
        in ${text}`);
      const hook = {
        enable: true,
        entry: expect.stringMatching(/\/bin\/vmsilo-nixgen generate --staged$/),
        always_run: true,
        pass_filenames: false,
      };
      expect(hookOf(bare)).toMatchObject(hook);
      expect(hookOf(withArgs)).toMatchObject({ ...hook, args: ['./nixos'] });
    });
  },
);
