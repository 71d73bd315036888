import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';
import { runProgram, runProgramWith } from './program.ts';
import { makeRepository } from './repository.ts';
import { startSession } from './session.ts';

/** What somebody could write who wants a name to be more than a name. */
const nasty: Readonly<Record<string, string>> = {
  'an escape sequence': '\u001b[31mred\u001b]0;title\u0007',
  'a C1 control character': 'a\u009b31mb\u0085',
  'DEL and backspaces': 'a\u007f\b\b\bb',
  'line ends': 'a\nb\rc\u2028d\u2029e',
  'bidirectional overrides': 'a\u202eb\u2066c\u200fd',
  'invisible characters': 'a\u200bb\ufeffc\u{e0041}d',
  Nix: '"; evil = builtins.abort "x"; y = "${throw "x"}',
  'an indented string': "''; evil = 1; ''${x}",
  nftables: 'x" } accept; } table inet evil { chain x { ',
  'a workflow command': '%0A::error::x\n::set-output name=a::b,c:d',
  JSON: '"}],"x":[{"\\',
  SVG: ']]></title><script>alert(1)</script><a href="javascript:x" onload=\'x\'>',
  Mermaid: '"]\n  click n0 href "javascript:x"\n%%{init: {"securityLevel":"loose"}}%%',
  DOT: '"]; evil [URL="javascript:x"]; x [label="\\G &lt;',
  'a shell': '$(touch evil) `touch evil`; touch evil #\' "',
};

const cases = Object.entries(nasty);

/** A few at once, where every command is run. */
const together = Array.from({ length: 3 }, (_, group) => {
  const some = cases.slice(5 * group, 5 * group + 5);
  return [some.map(([name]) => name).join(', '), some.map(([, text]) => text).join(' ')] as const;
});
const formats = ['pretty', 'gnu', 'json', 'github', 'sarif'] as const;

/** Control characters and invisible ones, but for line ends. */
const acting = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** A text as a Nix string. */
function nix(text: string): string {
  const escaped = text.replaceAll(/["\\$]/g, '\\$&').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

/** A text as a name of a file. */
function fileName(text: string): string {
  return text.replaceAll('/', '-').slice(0, 70);
}

/** A folder with a nasty name, and a configuration of nasty names in it: nothing of it is in a link. */
function apart(text: string): string {
  const folder = join(makeFolder(), fileName(text));
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{ # ${text.replaceAll(/[\r\n]/g, ' ')}
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    net.network.isNetvm = true;
    net.color = ${nix(text)};
    one.network.netvm = "net";
    ${nix(text)}.color = ${nix(text)};
  };
}
`,
  );
  return folder;
}

/** A folder with a configuration that is wrong in every way that has nasty words in it. */
function broken(text: string): string {
  const folder = join(makeFolder(), fileName(text));
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{
  imports = [ (./. + ${nix(`/${text}`)}) ];
  programs.vmsilo.nixosVms = builtins.trace ${nix(text)} {
    net.network.isNetvm = true;
    one.network.netvm = ${nix(text)};
    two.network = { netvm = "net"; netvmSubnet = ${nix(text)}; };
    ${nix(text)}.network.netvm = "net";
    three.network.netvm = throw ${nix(text)};
    four.network = { netvm = "net"; interfaces.${nix(text)} = 5; };
  };
  programs.vmsilo.netvmRange = ${nix(text)};
}
`,
  );
  return folder;
}

function expectShown({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) {
  expect(acting.exec(stdout)?.[0] ?? null).toBe(null);
  expect(acting.exec(stderr)?.[0] ?? null).toBe(null);
}

describe('no command sends a control character', () => {
  test.each(together)('of %s in a configuration that is wrong', (_, text) => {
    const folder = broken(text);
    for (const format of formats) {
      const outcome = runProgram(folder, '--format', format);
      expect(outcome.status).toBe(2);
      expectShown(outcome);
      const lines = outcome.stderr.trimEnd().split('\n');
      if (format === 'json') for (const line of lines) JSON.parse(line);
      if (format === 'sarif') expect(JSON.parse(outcome.stderr).runs).toHaveLength(1);
      if (format === 'github') {
        for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^:]*::/);
      }
      if (format === 'gnu') {
        for (const line of lines)
          expect(line).toMatch(/: (error|warning|note): .* \[[a-z0-9-]+\]$/);
      }
    }
    for (const words of [
      ['explain'],
      ['explain', '--format', 'json'],
      ['explain', 'one'],
      ['explain', text],
      ['graph'],
      ['graph', '--as', 'dot'],
      ['graph', '--as', 'svg'],
      ['diff'],
      ['verify'],
      ['adopt', 'configuration.nix'],
    ]) {
      expectShown(runProgram(folder, ...words));
    }
  });

  test.each(together)('of %s in a configuration that is right', (_, text) => {
    const folder = apart(text);
    expect(runProgram(folder, '--host-config', 'host.nix')).toMatchObject({ status: 0 });
    for (const words of [
      ['--check'],
      ['-o', '-'],
      ['-o', '-', '--format', 'json'],
      ['explain'],
      ['explain', 'one'],
      ['explain', '--format', 'json'],
      ['explain', text],
      ['graph'],
      ['graph', '--as', 'dot'],
      ['graph', '--as', 'svg'],
      ['diff', '--format', 'json'],
    ]) {
      expectShown(runProgram(folder, ...words));
    }
  });

  test.each(together)('of %s on the command line', (_, text) => {
    const folder = makeFolder();
    for (const words of [
      [text],
      [`--${text}`],
      ['a', text],
      ['--format', text],
      ['--max-steps', text],
      ['--set', text],
      ['--set', `config.x=${text}`],
      ['--range', text],
      ['--host', text],
      ['--root', text],
      ['--helpers', text],
      ['--output', text],
      ['explain', '--code', text],
      ['explain', text, '.'],
      ['graph', '--as', text],
      ['adopt', text],
      ['verify', '--nixpkgs', text],
      ['completion', text],
      ['hook', '--install', text],
    ]) {
      const outcome = runProgram(folder, ...words);
      expect(outcome.status).toBe(2);
      expectShown(outcome);
    }
  });

  test('in what a watch says', async () => {
    const text = nasty['a C1 control character'] ?? '';
    for (const format of ['pretty', 'gnu', 'json']) {
      const folder = apart(text);
      const session = startSession(folder, '--watch', '--format', format);
      const lines = await session.until(/ready|watching/);
      expectShown({ stdout: '', stderr: lines.join('\n') });
      await session.end();
    }
  });
});

describe('a name stays a name', () => {
  test.each(cases)('%s in pictures', (_, text) => {
    const folder = apart(text);
    const svg = runProgram(folder, 'graph', '--as', 'svg').stdout;
    expect(svg).not.toMatch(/<(script|a|foreignObject|image|use)\b|<[^>]*\son\w+=|href=/i);
    const mermaid = runProgram(folder, 'graph').stdout;
    for (const line of mermaid.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(flowchart RL| {2,4}n\d+(\(\["|\{\{"|\[")[^"\n]*("\]\)|"\}\}|"\])| {2}n\d+ -- "[^"\n]*" --> n\d+| {2}subgraph apart \["no network"\]| {2}end| {2}style n\d+ stroke:#?\w+,stroke-width:3px)$/,
      );
    }
    const dot = runProgram(folder, 'graph', '--as', 'dot').stdout;
    const outside = dot.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
    expect(outside).not.toContain('evil');
    expect(outside).not.toMatch(/URL|href/);
  });

  test.each(cases)('%s in the path of the file', (_, text) => {
    const folder = apart(text);
    const out = join(folder, '..', 'out.nix');
    expect(runProgram(folder, '-o', out).status).toBe(0);
    const [first, second, third] = readFileSync(out, 'latin1').split('\n');
    expect(first).toMatch(
      /^# @generated by vmsilo-nixgen from "[\x20-\x7e]*"; do not edit it, run/,
    );
    expect(second).toMatch(/^# inputs: [0-9a-f]{64}$/);
    expect(third).toBe('{');
  });

  test.each(cases)('%s as a VM that takes part is an error, and nothing is written', (_, text) => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'configuration.nix'),
      `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {
        net.network.isNetvm = true; ${nix(text)}.network.netvm = "net"; }; }`,
    );
    const { status, stdout, stderr } = runProgram(folder, '-o', '-', '--format', 'gnu');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('[name-invalid]');
  });
});

/** The JSON of a running system with a link of `apart`'s that keeps its address, and others of nasty names. */
function running(text: string): string {
  const link = (bridge: string, address: string) => ({
    tap: { name: text, hostAddress: null, bridge },
    addresses: [address],
  });
  return JSON.stringify({
    net: { interfaces: { one: link(text, '10.7.0.1/31'), [text]: link(text, '10.7.0.5/31') } },
    one: { interfaces: { upstream: link(text, '10.7.0.0/31') } },
    [text]: { interfaces: { upstream: link(text, '10.7.0.4/31') } },
  });
}

/** What `adopt` does in a folder of a nasty name, called from the one above. */
function adopt(text: string, ...words: readonly string[]) {
  const folder = apart(text);
  writeFileSync(join(dirname(folder), 'running.json'), running(text));
  const entry = `./${basename(folder)}`;
  return { folder, ...runProgram(dirname(folder), 'adopt', 'running.json', ...words, entry) };
}

const pinned = {
  programs: { vmsilo: { nixosVms: { one: { network: { netvmSubnet: '10.7.0.0/31' } } } } },
};

describe('adopt', () => {
  test.each(together)('shows %s of a running system', (_, text) => {
    const outcome = adopt(text);
    expect(outcome.status).toBe(0);
    expectShown(outcome);
    expect(outcome.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toContain('note: the link from');
  });

  test.skipIf(nixVersion === null).each(cases)(
    `prints one definition, whatever the folder is named: %s ${needsNix}`,
    (_, text) => {
      expect(evaluate(`{ ${adopt(text).stdout} }`)).toEqual(pinned);
    },
  );

  test.skipIf(nixVersion === null).each(cases)(
    `writes one definition beside %s ${needsNix}`,
    (_, text) => {
      const { folder, status } = adopt(text, '--write');
      expect(status).toBe(0);
      const file = `import ${nixPath(join(folder, 'configuration.nix'))}`;
      expect(evaluate(`(${file}).programs.vmsilo.nixosVms.one.network`)).toEqual({
        netvm: 'net',
        netvmSubnet: '10.7.0.0/31',
      });
    },
  );
});

describe('the hook', () => {
  test.each(cases)('gives %s to the program as one word', (_, text) => {
    const { folder, run } = makeRepository();
    const name = fileName(text);
    mkdirSync(join(folder, name));
    const { status, stdout } = run('.', 'vmsilo-nixgen', 'hook', name);
    expect(status).toBe(0);
    const programs = join(folder, 'bin');
    mkdirSync(programs);
    writeFileSync(join(programs, 'vmsilo-nixgen'), '#!/bin/sh\nprintf "%s\\0" "$@"\n');
    chmodSync(join(programs, 'vmsilo-nixgen'), 0o755);
    const called = spawnSync('/bin/sh', ['-s'], {
      cwd: folder,
      input: stdout,
      encoding: 'utf8',
      env: { PATH: `${programs}:${process.env.PATH}` },
    });
    expect(called.stdout.split('\0')).toEqual(['generate', '--staged', '--', name, '']);
    expect([called.stderr, existsSync(join(folder, 'evil'))]).toEqual(['', false]);
  });
});

/** Nix without a store. */
function verify(folder: string, ...words: readonly string[]) {
  return runProgramWith({ NIX_REMOTE: 'dummy://' }, folder, 'verify', ...words);
}

describe.skipIf(nixVersion === null)(`real Nix reads a name as a name ${needsNix}`, () => {
  test.each(cases)('%s in the path of the file', (_, text) => {
    const folder = apart(text);
    const plain = join(folder, '..', 'plain.nix');
    for (const words of [['-o', plain], []]) {
      expect(runProgram(folder, ...words).status).toBe(0);
    }
    const inside = join(folder, 'netvm-injections.nix');
    expect(evaluate(`import ${nixPath(inside)}`)).toEqual(evaluate(`import ${nixPath(plain)}`));
    expect(verify(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/as computed/),
    });
  });

  test.each(together)('%s where the file is not as computed', (_, text) => {
    const folder = apart(text);
    expect(runProgram(folder).status).toBe(0);
    const file = join(folder, 'netvm-injections.nix');
    const value = { interfaces: { [text]: { type: text } } };
    const more = `\n  ${nix(text)} = { interfaces.${nix(text)}.type = ${nix(text)}; };\n}\n`;
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/\n\}\n$/, () => more),
    );
    const outcome = verify(folder, '--format', 'json');
    expect(outcome.status).toBe(1);
    expectShown(outcome);
    expectShown(verify(folder));
    expect(JSON.parse(outcome.stdout).verified[0].differences).toMatchObject([
      { vm: text, attribute: null, found: value },
    ]);
  });
});
