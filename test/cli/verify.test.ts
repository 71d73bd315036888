import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { searchPath } from '../oracle/judge.ts';
import { needsNix, nixVersion } from '../oracle/nix.ts';
import { type Outcome, runProgram, runProgramWith } from './program.ts';

const nixpkgsLib = nixVersion === null ? undefined : process.env.NIXPKGS_LIB;
const needsLib = nixpkgsLib === undefined ? '(SKIPPED: no Nix, or no NIXPKGS_LIB)' : needsNix;

/** Nix without a store, and with a search path. */
function runVerify(folder: string, path: string, ...words: readonly string[]): Outcome {
  const variables = { NIX_REMOTE: 'dummy://', NIX_PATH: path };
  return runProgramWith(variables, folder, 'verify', ...words);
}

const configuration = `{
  imports = [ <extra/module.nix> ];
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    net.network.isNetvm = true;
    work.network.netvm = "net";
    mail.network.netvm = "net";
    home = { };
  };
}
`;

function makeTree(text = configuration): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 'configuration.nix'), text);
  expect(runProgram(folder, '--quiet').status).toBe(0);
  return folder;
}

test('without Nix it says how to get it', () => {
  const folder = makeTree();
  const { status, stderr } = runProgramWith({ PATH: folder }, folder, 'verify', '--quiet');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'vmsilo-nixgen: error: there is no `nix-instantiate`: install Nix (https://nixos.org/download), or verify where it is installed\n',
  });
});

test.each([
  [0o644, '', 'cannot run `nix-instantiate`: permission denied'],
  [
    0o755,
    '#!/bin/sh\necho hello\n',
    '`nix-instantiate` printed no JSON, but `hello\\n`: see what it is on `PATH`',
  ],
])('a Nix that does not run as it should is told: mode %o, %j', (mode, script, message) => {
  const folder = makeTree();
  const programs = makeFolder();
  writeFileSync(join(programs, 'nix-instantiate'), script, { mode });
  const { status, stderr } = runProgramWith({ PATH: programs }, folder, 'verify', '--quiet');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `vmsilo-nixgen: error: ${message}\n`,
  });
});

test('a configuration with an error is not verified', () => {
  const folder = makeTree();
  writeFileSync(join(folder, 'configuration.nix'), '{ programs.vmsilo.nixosVms = [ ]; }');
  const { status, stderr } = runProgram(folder, 'verify', '--format=gnu');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('[type-mismatch]'),
  });
});

describe.skipIf(nixVersion === null)(
  `a generated file against what was computed ${needsNix}`,
  () => {
    test('as it was written it is as computed', () => {
      const { status, stdout, stderr } = runVerify(makeTree(), '', '--quiet');
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(runVerify(makeTree(), '').stdout).toBe(
        'the file `netvm-injections.nix` is as computed: 37 values compared, 0 differences\n',
      );
    });

    test.each([
      [
        'an address',
        '"10.200.120.0/31"',
        '"10.200.120.2/31"',
        /: interfaces\.upstream\.addresses\n/,
      ],
      [
        'a route',
        'via = "10.200',
        'via = "10.201',
        /: interfaces\.upstream\.routes\.0\.0\.0\.0\/0\.via\n/,
      ],
      ['a bridge', 'br-net-work', 'br-net-wörk', /net: interfaces\.work\.tap\.bridge\n/],
      ['a rule', 'masquerade', 'accept', /^net: guestConfig\n/],
      [
        'a VM that is gone',
        /\n {2}work = [\s\S]*?\n {2}\};/,
        '',
        /^work\n {2}computed {2}\{ [^\n]*\n {2}file {6}not there\n/,
      ],
      [
        'a VM too many',
        '\n}\n',
        '\n  other = { };\n}\n',
        /^other\n {2}computed {2}not there\n {2}file {6}\{ \}\n/,
      ],
      ['another value', /\{[\s\S]*\}\n$/, '[ ]\n', /\n {2}file {6}\[ \]\n/],
      ['the hash of the inputs', /# inputs: .{8}/, '# inputs: 00000000', /^# inputs\n/],
      [
        'an allocator',
        /(# inputs: .*\n)/,
        '$1# allocator: 00 "x"\n',
        /^# allocator\n {2}computed {2}not there\n {2}file {6}"00 \\"x\\""\n/,
      ],
    ])('%s that is not as computed is told', (_, from, to, told) => {
      const folder = makeTree();
      const file = join(folder, 'netvm-injections.nix');
      const before = readFileSync(file, 'utf8');
      const address = /addresses = \[ ("[^"]*")/.exec(before)?.[1] ?? '';
      const planted = before.replace(from === '"10.200.120.0/31"' ? address : from, to);
      expect(planted).not.toBe(before);
      writeFileSync(file, planted);
      const { status, stdout } = runVerify(folder, '', '--quiet');
      expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringMatching(told) });
      expect(stdout).toMatch(
        /^the file `netvm-injections.nix` differs: \d+ values compared, 1 difference\n$/m,
      );
    });

    test('in a folder whose name is not ASCII', () => {
      const folder = join(makeFolder(), 'häuser 🏠');
      mkdirSync(folder);
      writeFileSync(join(folder, 'configuration.nix'), configuration);
      expect(runProgram(folder, '-q').status).toBe(0);
      const { status, stderr } = runVerify(folder, '', '--quiet');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });

    test('a difference tells how the value came to be', () => {
      const folder = makeTree();
      const file = join(folder, 'netvm-injections.nix');
      writeFileSync(file, readFileSync(file, 'utf8').replace('br-net-work', 'br-work'));
      expect(runVerify(folder, '', '-q').stdout).toContain(`net: interfaces.work.tap.bridge
  computed  "br-net-work"
  file      "br-work"
  written   configuration.nix:6:26
`);
    });

    test.each([
      ['no file', null, 'there is no file `netvm-injections.nix`: run vmsilo-nixgen first'],
      [
        'no Nix',
        '# @generated by vmsilo-nixgen \n{',
        "Nix can't evaluate the file `netvm-injections.nix`: error: syntax error",
      ],
    ])('%s is an error', (_, text, message) => {
      const folder = makeFolder();
      writeFileSync(join(folder, 'configuration.nix'), configuration);
      if (text !== null) writeFileSync(join(folder, 'netvm-injections.nix'), text);
      const { status, stderr } = runVerify(folder, '', '--quiet');
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
    });
  },
);

describe.skipIf(nixpkgsLib === undefined)(`a configuration against real Nix ${needsLib}`, () => {
  const nixpkgs = nixpkgsLib ?? '';

  /** What is told of the configuration where a module that was not read holds this. */
  function toldWith(module: string): Outcome {
    const folder = makeTree();
    const extra = join(makeFolder(), 'extra');
    mkdirSync(extra);
    writeFileSync(join(extra, 'module.nix'), `{ lib, ... }: { ${module} }`);
    return runVerify(folder, `extra=${extra}`, '--quiet', '--nixpkgs', nixpkgs);
  }

  test('is as it was read', () => {
    const { status, stdout, stderr } = toldWith('');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test.each([
    [
      'programs.vmsilo.enable = lib.mkForce false;',
      'programs.vmsilo.enable\n  computed  true\n  Nix       false\n',
    ],
    [
      'programs.vmsilo.netvmRange = "10.1.0.0/16";',
      'programs.vmsilo.netvmRange\n  computed  "10.200.0.0/16"\n  Nix       "10.1.0.0/16"\n',
    ],
    ['programs.vmsilo.nixosVms.other = { };', 'other\n  computed  not there\n  Nix       true\n'],
    [
      'programs.vmsilo.nixosVms = lib.mkForce { net.network.isNetvm = true; work.network.netvm = "net"; mail.network.netvm = "net"; };',
      'home\n  computed  true\n  Nix       not there\n',
    ],
    [
      'programs.vmsilo.nixosVms.work.network.netvm = lib.mkForce "host";',
      'work: network.netvm\n  computed  "net"\n  Nix       "host"\n  written   configuration.nix:6:26\n',
    ],
    [
      'programs.vmsilo.nixosVms.work.network.netvmSubnet = "10.1.0.0/31";',
      'work: network.netvmSubnet\n  computed  null\n  Nix       "10.1.0.0/31"\n',
    ],
    [
      'programs.vmsilo.nixosVms.net.network.isNetvm = lib.mkForce false;',
      'net: network.isNetvm\n  computed  true\n  Nix       false\n',
    ],
    [
      'programs.vmsilo.nixosVms.net.network.interfaces.eth0 = { };',
      'net: network.interfaces\n  computed  [ ]\n  Nix       [ "eth0" ]\n',
    ],
  ])('%s in a module that was not read is told', (module, told) => {
    const { status, stdout } = toldWith(module);
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(told) });
    expect(stdout).toMatch(/^the configuration differs: \d+ values? compared, 1 difference$/m);
  });

  test("what Nix can't evaluate is an error, with what it says", () => {
    const { status, stderr } = toldWith('programs.vmsilo.netvmRange = throw "no\\nrange";');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^vmsilo-nixgen: error: Nix can't evaluate the configuration: error: no range/,
      ),
    });
  });

  test('as JSON', () => {
    const folder = makeTree(configuration.replace('  imports = [ <extra/module.nix> ];\n', ''));
    const { stdout } = runVerify(folder, `nixpkgs=${resolve(nixpkgs)}`, '--format=json');
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      verified: [
        {
          what: 'the file `netvm-injections.nix`',
          against: 'file',
          compared: 37,
          unknown: 0,
          differences: [],
        },
        { what: 'the configuration', against: 'nix', compared: 18, unknown: 0, differences: [] },
      ],
    });
  });

  const plain = readdirSync('fixtures', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('flake-'))
    .map(({ name }) => name);

  test.each(plain)('the fixture %s is as it was read', (fixture) => {
    const folder = join('fixtures', fixture);
    const whole = makeFolder();
    symlinkSync(resolve(nixpkgs, 'lib'), join(whole, 'lib'));
    symlinkSync(join(searchPath, 'nixpkgs/nixos'), join(whole, 'nixos'));
    const { status, stdout } = runVerify(folder, searchPath, '-q', '--nixpkgs', whole);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe.skipIf(nixpkgsLib === undefined)(
  `a flake against the system that it has ${needsLib}`,
  () => {
    const inputs: Readonly<Record<string, string>> = {
      nixpkgs: `{ outputs = _: { lib = (import ./lib).extend (final: _: { nixosSystem = { modules }: final.evalModules { modules = modules ++ [ { _module.check = false; } ]; }; }); }; }`,
      vmsilo: `{ outputs = _: { nixosModules.default = { lib, ... }: {
      options.programs.vmsilo = {
        enable = lib.mkEnableOption "vmsilo";
        netvmRange = lib.mkOption { type = lib.types.str; default = "10.200.0.0/16"; };
        nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.network = {
          netvm = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };
          netvmSubnet = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };
          isNetvm = lib.mkOption { type = lib.types.bool; default = false; };
        }; }); };
      };
      config.programs.vmsilo.nixosVms.work.network.netvm = lib.mkForce "host";
    }; }; }`,
    };

    test('differences are told', () => {
      const elsewhere = makeFolder();
      for (const [name, text] of Object.entries(inputs)) {
        mkdirSync(join(elsewhere, name));
        writeFileSync(join(elsewhere, name, 'flake.nix'), text);
      }
      cpSync(join(nixpkgsLib ?? '', 'lib'), join(elsewhere, 'nixpkgs/lib'), { recursive: true });
      const flakes = Object.keys(inputs).map((id) => ({
        from: { type: 'indirect', id },
        to: { type: 'path', path: join(elsewhere, id) },
      }));
      const registry = join(elsewhere, 'registry.json');
      writeFileSync(registry, JSON.stringify({ version: 2, flakes }));

      const folder = makeFolder();
      const modules = '[ vmsilo.nixosModules.default ./configuration.nix ]';
      writeFileSync(
        join(folder, 'flake.nix'),
        `{ outputs = { self, nixpkgs, vmsilo }: { nixosConfigurations."my host" = nixpkgs.lib.nixosSystem { modules = ${modules}; }; }; }`,
      );
      writeFileSync(
        join(folder, 'configuration.nix'),
        configuration.replace('  imports = [ <extra/module.nix> ];\n', ''),
      );
      expect(runProgram(folder, '-q').status).toBe(0);
      const variables = {
        NIX_REMOTE: `local?root=${join(elsewhere, 'store')}`,
        NIX_CONFIG: `experimental-features = nix-command flakes\nflake-registry = ${registry}`,
        HOME: elsewhere,
      };
      const words = ['verify', '-q', '--flake', `path:${folder}`];
      const { status, stdout } = runProgramWith(variables, folder, ...words);
      expect({ status, stdout }).toEqual({
        status: 1,
        stdout: `work: network.netvm
  computed  "net"
  Nix       "host"
  written   configuration.nix:5:26
the configuration \`my host\` differs: 18 values compared, 1 difference
`,
      });
    });
  },
);
