import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram } from './program.ts';

/** Bindings `x1` to `xN`, each made of the one before. */
function doubling(count: number, body: (before: string) => string): string {
  return Array.from({ length: count }, (_, at) => `x${at + 1} = ${body(`x${at}`)};`).join(' ');
}

const sets = '(s // builtins.listToAttrs (map (k: { name = k + toString n; value = 1; }) names))';

/** What is given for the netvm of a VM, and the files and folders beside. */
const inputs: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>?]>> = {
  'laughs by let': [
    `(let x0 = 1; ${doubling(40, (x) => `f ${x} ${x}`)} f = a: b: builtins.toJSON [ a b ]; in x40)`,
  ],
  'laughs by lists': [
    `(let x0 = [ "a" ]; ${doubling(40, (x) => `${x} ++ ${x}`)} in builtins.head x40)`,
  ],
  'laughs by strings': [`(let x0 = "a"; ${doubling(60, (x) => `${x} + ${x}`)} in x60)`],
  'laughs by interpolation': [
    `(let x0 = "a"; ${doubling(60, (x) => `"\${${x}}\${${x}}"`)} in x60)`,
  ],
  'laughs by attribute names': [
    `(let go = n: s: let names = builtins.attrNames s ++ [ "a" ]; in if n == 0 then s else go (n - 1) ${sets}; in builtins.head (builtins.attrNames (go 60 { })))`,
  ],
  'laughs by imports': [
    '(import ./x0.nix)',
    Object.fromEntries([
      ...Array.from({ length: 40 }, (_, n) => [
        `x${n}.nix`,
        `import ./x${n + 1}.nix + import ./x${n + 1}.nix`,
      ]),
      ['x40.nix', '"a"'],
    ]),
  ],
  'a closure without an end': [
    '(builtins.head (builtins.genericClosure { startSet = [ { key = 0; } ]; operator = { key }: [ { key = key * 2 + 1; } { key = key * 2 + 2; } ]; })).key',
  ],
  'a regular expression that backtracks': [
    `(builtins.head (builtins.match "((((((((((a?)*)?)*)?)*)?)*)?)*)*b" "${'a'.repeat(3000)}"))`,
  ],
  'a large tree, read again and again': [
    "(builtins.foldl' (n: _: n + builtins.length (builtins.attrNames (builtins.readDir ./.))) 0 (builtins.genList (n: n) 100000))",
    Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, ''])),
  ],
  'deep nesting': [`${'('.repeat(200_000)}1${')'.repeat(200_000)}`],
  'imports in a ring': [
    '(import ./a.nix)',
    { 'a.nix': 'import ./b.nix', 'b.nix': 'import ./a.nix' },
  ],
  'a replacement that multiplies': [
    '(let x = builtins.concatStringsSep "" (builtins.genList (n: "aaaaaaaaaa") 100000); in builtins.replaceStrings [ "a" ] [ x ] x)',
  ],
};

/** What makes many large texts of one, `big`, of 1 MB. */
const texts: Readonly<Record<string, string>> = {
  concatStrings: 'lib.concatStrings [ big (toString n) ]',
  concatMapStrings: 'lib.concatMapStrings (_: big) many',
  toXML: 'builtins.toXML [ n big ]',
  'toString of a path': 'toString (/. + "/${toString n}/${big}")',
  'a path that grows':
    'toString (builtins.foldl\' (path: _: path + "/aaaaaaaaaaaaaaaaaaaaaaaaaaaa") /x many)',
  toUpper: 'lib.toUpper big',
  replaceStrings: 'builtins.replaceStrings [ "b" ] [ "c" ] (big + "b")',
  'texts that are added, and read': 'builtins.substring 0 1 (big + toString n)',
  'texts that are compared': 'lib.boolToString (big + toString n == big + toString n)',
  split: 'toString (builtins.split "b" (big + toString n))',
  levenshtein: 'toString (lib.strings.levenshtein big big)',
};

test.each(Object.entries(texts))('%s makes no gigabytes of a small source', (_name, text) => {
  const big = `(let x0 = "aaaaaaaaaaaaaaaa"; ${doubling(16, (x) => `${x} + ${x}`)} in x16)`;
  const kept = `(map (n: ${text}) many)`;
  expectRefused(`(let big = ${big}; many = builtins.genList (n: n) 100000;
    in toString (map builtins.stringLength ${kept}) + toString ${kept})`);
});

test.each(Object.entries(inputs))('%s ends in a diagnostic with a place', (_name, [
  netvm,
  files,
]) => {
  expectRefused(netvm, files);
});

/** In a process with little memory. */
function expectRefused(netvm: string, files: Readonly<Record<string, string>> = {}) {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const vms = `{ net.network.isNetvm = true; client.network.netvm = ${netvm}; }`;
  const text = `{ lib, ... }: { programs.vmsilo.enable = true; programs.vmsilo.nixosVms = ${vms}; }\n`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=512', program, '--format=gnu'],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^[\w.]+\.nix:\d+:\d+: error: .*\[(limit-exceeded|infinite-recursion|eval-error)\]\n/,
  );
}

test('a long text is put together within the limits, however many parts it has', () => {
  const folder = makeFolder();
  const text = `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = let
    long = toString (builtins.genList (_: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") 10000);
    longer = builtins.replaceStrings [ "a" ] [ "bcd" ] (toString (builtins.genList (_: "a") 9000));
    folded = builtins.foldl' (text: _: text + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") "" (builtins.genList (n: n) 10000);
    interpolated = builtins.foldl' (text: n: "${'${text}'}aaaaaaaaaaaaaaa${'${toString n}'}") "" (builtins.genList (n: n) 10000);
    characters = map (n: builtins.substring n 1 long) (builtins.genList (n: n) 50000);
    total = builtins.stringLength long + builtins.stringLength longer + builtins.stringLength folded
      + builtins.stringLength interpolated + builtins.length (builtins.filter (c: c == "a") characters);
  in { net.network = { isNetvm = true; netvm = if total == 883276 then "host" else throw (toString total); }; }; }`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  expect(runProgram(folder, '--format=gnu')).toEqual({ status: 0, stdout: '', stderr: '' });
});
