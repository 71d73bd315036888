import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { runProgram } from './program.ts';

/** A configuration whose `client` has the netvm that an expression gives; `net` is the only one. */
function configured(netvm: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  const text = `{ config, inputs, site, ... }: {
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.net.network.isNetvm = true;
  programs.vmsilo.nixosVms.client.network.netvm = ${netvm};
}
`;
  for (const [name, content] of Object.entries({ 'configuration.nix': text, ...files })) {
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The problems of a run in `gnu` format, a line each; none if it wrote the link from `client` to `net`. */
function problemsOf(folder: string, ...args: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = runProgram(folder, '--format=gnu', '-o-', ...args);
  const problems = stderr.trimEnd().split('\n').filter(Boolean);
  const isLinked = stdout.includes('bridge = "br-net-client";');
  expect(status).toBe(problems.some((line) => line.includes(': error: ')) ? 2 : 0);
  return problems.length === 0 && !isLinked ? ['no link'] : problems;
}

describe('what can be given by hand', () => {
  test.each([
    ['a module argument', 'site', 'site="net"'],
    ['an attribute of one', 'site.netvm', 'site.netvm="net"'],
    ['one in a string', '"n${site.rest}"', 'site.rest="et"'],
    ['one that is asked for', 'if site ? netvm then site.netvm else null', 'site.netvm="net"'],
    ['one by name', 'builtins.getAttr "netvm" site', 'site.netvm="net"'],
    ['one of several', '(builtins.intersectAttrs { a = 1; } site).a', 'site.a="net"'],
    [
      'a function',
      'site.netvmOf "client"',
      'site.netvmOf=name: if name == "client" then "net" else null',
    ],
    ['a name with quotes', 'site."a b"', 'site."a b"="net"'],
    ['an option of NixOS', 'config.networking.hostName', 'config.networking.hostName="net"'],
    ['one that we know nothing of', 'config.services.x.y', 'config.services.x.y="net"'],
    ['through a name', 'let c = config.services; in c.x.y', 'config.services.x.y="net"'],
    ['by inherit', 'let inherit (config.services.x) y; in y', 'config.services.x.y="net"'],
    ['by with', 'with config.services.x; y', 'config.services.x.y="net"'],
    ['where there is a default', 'config.services.x.y or "host"', 'config.services.x.y="net"'],
    ['a flake input', 'inputs.site.netvm', 'inputs.site.netvm="net"'],
    ['a variable of the environment', 'builtins.getEnv "NETVM"', 'env.NETVM="net"'],
    ['a builtin', 'builtins.currentSystem', 'builtins.currentSystem="net"'],
    [
      'an option of vmsilo, for which there is nothing else',
      'builtins.fetchurl "http://example.org/"',
      'config.programs.vmsilo.nixosVms.client.network.netvm="net"',
    ],
  ])('%s', (_name, netvm, given) => {
    const folder = configured(netvm);
    expect(problemsOf(folder)).not.toEqual([]);
    expect(problemsOf(folder, '--set', given)).toEqual([]);
  });

  test('what has to be given is what the message offers', () => {
    const folder = configured('let name = site.net."x y"; in "n${name}"');
    const { stderr } = runProgram(folder);
    const [, path = ''] = /--set '(.*)=…'/.exec(stderr) ?? [];
    expect(path).toBe('site.net."x y"');
    expect(problemsOf(folder, '--set', `${path}="et"`)).toEqual([]);
  });

  test('an argument that imports hang on', () => {
    const folder = configured('"net"', {
      'configuration.nix': '{ flake, ... }: { imports = [ flake.self.nixosModules.vms ]; }',
      'vms.nix': `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.net.network.isNetvm = true;
  programs.vmsilo.nixosVms.client.network.netvm = "net";
}
`,
    });
    expect(problemsOf(folder)).toContainEqual(
      expect.stringContaining(
        'no file that was read sets the module argument `flake` [unresolved]',
      ),
    );
    const given = `flake.self.nixosModules.vms=${folder}/vms.nix`;
    expect(problemsOf(folder, '--set', given)).toEqual([]);
  });

  test('what an unknown function gives has the option that it is for', () => {
    const folder = configured('site.netvmOf "client"');
    const { stderr } = runProgram(folder);
    const [, path = ''] = /--set '(.*)=…'/.exec(stderr) ?? [];
    expect(path).toBe('config.programs.vmsilo.nixosVms.client.network.netvm');
    expect(problemsOf(folder, '--set', `${path}="net"`)).toEqual([]);
  });

  test('an input, and an argument, of a flake', () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'flake.nix'),
      `{
  inputs.site.url = "github:example/site";
  outputs = { self, nixpkgs, site }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      specialArgs = { inherit site; };
      modules = [ ({ site, user, ... }: {
        programs.vmsilo.enable = true;
        programs.vmsilo.nixosVms.net.network.isNetvm = true;
        programs.vmsilo.nixosVms.client.network.netvm = "\${site.prefix}\${user.suffix}";
      }) ];
    };
  };
}
`,
    );
    const given = ['--set', 'inputs.site.prefix="n"', '--set', 'user.suffix="et"'];
    expect(problemsOf(folder, ...given)).toEqual([]);
  });
});

describe('the settings file', () => {
  const settings = (set: Readonly<Record<string, unknown>>) => ({
    'vmsilo-nixgen.json': JSON.stringify({ set }, null, 2),
  });

  test('gives values', () => {
    expect(problemsOf(configured('site', settings({ site: '"net"' })))).toEqual([]);
  });

  test('escapes are JSON, then Nix', () => {
    const given = settings({ 'site."ü"': '"\\\\ \\"ü\\" net"' });
    const netvm = 'if site."ü" == "\\\\ \\"ü\\" net" then "net" else null';
    expect(problemsOf(configured(netvm, given))).toEqual([]);
    const text = String.raw`{ "set": { "site.\"\u00fc\"": "\"\u00fc\ud83d\ude00\"" } }`;
    const escaped = { 'vmsilo-nixgen.json': text };
    expect(problemsOf(configured('if site."ü" == "ü😀" then "net" else null', escaped))).toEqual(
      [],
    );
  });

  test('the command line wins, over parts and wholes too', () => {
    const folder = configured('site.netvm', settings({ 'site.netvm': '"other"' }));
    expect(problemsOf(folder, '--set', 'site.netvm="net"')).toEqual([]);
    expect(problemsOf(folder, '--set', 'site={ netvm = "net"; }')).toEqual([]);
  });

  test('mistakes have their lines', () => {
    const given = settings({ site: '"net" +', 'a b': '1', 'c.${d}': '1', other: 3, env: '1' });
    expect(problemsOf(configured('site', given))).toEqual([
      expect.stringMatching(
        /^vmsilo-nixgen\.json:3:23: error: .* is not Nix: .*\[settings-invalid\]$/,
      ),
      expect.stringMatching(
        /^vmsilo-nixgen\.json:4:5: error: `a b` is not a path .*\[settings-invalid\]$/,
      ),
      expect.stringMatching(/^vmsilo-nixgen\.json:5:5: error: .*\[settings-invalid\]$/),
      expect.stringMatching(
        /^vmsilo-nixgen\.json:6:14: error: expected a Nix .*\[settings-invalid\]$/,
      ),
      expect.stringMatching(
        /^vmsilo-nixgen\.json:7:5: error: `env` as a whole .*\[settings-invalid\]$/,
      ),
    ]);
  });

  test('relative paths start from its folder', () => {
    const files = { ...settings({ site: 'import ./site.nix' }), 'site.nix': '"net"' };
    expect(problemsOf(configured('site', files))).toEqual([]);
  });
});

describe('what is given in vain', () => {
  test('nothing asks for it', () => {
    expect(problemsOf(configured('"net"'), '--set', 'site.x=1')).toEqual([
      '<command line>:1:7: warning: nothing that was read asks for `site.x` [set-unused]',
    ]);
  });

  test('the configuration says the same', () => {
    const same = 'config.programs.vmsilo.nixosVms.client.network.netvm="net"';
    expect(problemsOf(configured('"net"'), '--set', same)).toEqual([]);
  });

  test.each([
    [
      'an option',
      'config.programs.vmsilo.nixosVms.client.network.netvm="host"',
      'the string `net`',
    ],
    ['a known part of a builtin', 'builtins.true=false', 'the Boolean `true`'],
    ['an enable', 'config.programs.vmsilo.enable=false', 'the Boolean `true`'],
  ])('the configuration says something else: %s', (_name, given, said) => {
    expect(problemsOf(configured('"net"'), '--set', given)).toEqual([
      expect.stringMatching(
        new RegExp(`^<command line>:1:7: error: .* says ${said} \\[set-contradicts\\]$`),
      ),
    ]);
  });

  test('the same, or a part of it, is given twice', () => {
    const twice = ['--set', 'site.a=1', '--set', 'site={}'];
    expect(problemsOf(configured('"net"'), ...twice)).toContain(
      '<command line>:1:7: error: `site` is given, and so is `site.a` [settings-invalid]',
    );
  });

  test.each([
    ['site', 11, 'there is no `=` after the path'],
    ['=1', 7, 'a name is expected here'],
    ['site.=1', 12, 'a name is expected here'],
    ['site=', 12, 'is not Nix'],
    ['site=net', 12, 'undefined variable `net`'],
    ['site=throw "no"', 12, 'fails: no'],
    ['site=builtins.currentTime', 7, "can't be known"],
    ['env.X=1', 7, 'is not a string'],
    ['env.X.y="a"', 7, 'has no attributes'],
    ['config={}', 7, "as a whole can't be given"],
  ])('%s is no assignment', (given, column, message) => {
    const [problem = ''] = problemsOf(configured('"net"'), '--set', given);
    expect(problem).toContain(`<command line>:1:${column}: error: `);
    expect(problem).toContain(message);
    expect(problem).toContain('[settings-invalid]');
  });
});

describe('--range', () => {
  test('is the pool where nothing sets one', () => {
    const { stdout } = runProgram(configured('"net"'), '-o-', '--range=10.77.0.0/16');
    expect(stdout).toMatch(/"10\.77\.\d+\.\d+\/31"/);
  });

  test('is checked like one, at its place', () => {
    expect(problemsOf(configured('"net"'), '--range', '10.0.0.0')).toEqual([
      expect.stringMatching(/^<command line>:1:9: error: .*\[range-malformed\]$/),
    ]);
  });
});

test('a limit that is met names the option that raises it, and that does', () => {
  const folder = configured(
    'if (let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 12000) > 0 then "net" else null',
  );
  const { stderr } = runProgram(folder);
  expect(stderr).toContain('--max-calls');
  expect(problemsOf(folder, '--max-calls=20000')).toEqual([]);
  expect(problemsOf(folder, '--max-calls=20000', '--max-steps=1000')).toEqual([
    expect.stringMatching(/ gave up after 1000 evaluation steps \[limit-exceeded\]$/),
  ]);
  expect(problemsOf(folder, '--max-nesting=3').join('\n')).toContain('[limit-exceeded]');
  expect(problemsOf(folder, '--max-file-size=10').join('\n')).toContain('[limit-exceeded]');
  const { stderr: deep } = runProgram(folder, '--max-calls=20000', '--max-depth=9000');
  expect(deep).toContain('--max-depth');
});
