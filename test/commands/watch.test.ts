import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type AnalysisRequest, analyse } from '../../src/commands/analyse.ts';
import type { Surroundings } from '../../src/commands/surroundings.ts';
import { watch } from '../../src/commands/watch.ts';
import { shallowBudget } from '../../src/resolve/stack.ts';
import type { Parsed } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { createProgramCache } from '../../src/syntax/read-program.ts';
import { makeFolder } from './folder.ts';

beforeAll(loadParser);

const netvm = (name: string) =>
  `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {
    net.network.isNetvm = true; a.network.netvm = "${name}"; }; }`;

/**
 * Watches a folder until a line matches that it tells, with something done during each analysis.
 *
 * @param during gets the number of the analysis, and how many runs are over
 * @param heard gets each line that is told
 */
async function watchUntil(
  pattern: RegExp,
  folder: string,
  during: (round: number, runs: number) => void,
  heard: (line: string) => void = () => {},
): Promise<{ readonly messages: readonly string[]; readonly rounds: number }> {
  const stop = new AbortController();
  const messages: string[] = [];
  let rounds = 0;
  const surroundings: Surroundings = {
    workingFolder: folder,
    colour: false,
    dataColour: false,
    width: 100,
    dataIsShown: false,
    writeData: async () => {},
    writeMessage: (text) => {
      const lines = text.trimEnd().split('\n');
      messages.push(...lines);
      lines.forEach(heard);
      if (pattern.test(messages.join('\n'))) stop.abort();
    },
  };
  const analyseAndDo = (request: AnalysisRequest) => {
    const analysis = analyse(request);
    during(++rounds, messages.filter((line) => line.includes('run finished')).length);
    return analysis;
  };
  const options = { format: 'gnu' } as const;
  expect(await watch('.', options, analyseAndDo, surroundings, stop.signal)).toBe(0);
  return { messages, rounds };
}

test('what changes while it is read is read again before anything is said', async () => {
  const folder = makeFolder();
  const file = join(folder, 'configuration.nix');
  writeFileSync(file, '{ programs.vmsilo = {');
  const { messages, rounds } = await watchUntil(/ready/, folder, (round) => {
    if (round === 1) writeFileSync(file, netvm('net'));
  });
  expect(rounds).toBe(2);
  expect(messages).toEqual([
    'vmsilo-nixgen: run started',
    'vmsilo-nixgen: run finished, `netvm-injections.nix` is written (a, net)',
    expect.stringMatching(/^vmsilo-nixgen: ready, watching 1 file$/),
  ]);
});

test('what changes all the time is told all the same, and then as it is in the end', async () => {
  const folder = makeFolder();
  const file = join(folder, 'configuration.nix');
  writeFileSync(file, netvm('none'));
  let last = '';
  const twoRuns = /run finished[\s\S]*run finished/;
  const { messages } = await watchUntil(twoRuns, folder, (round, runs) => {
    if (runs > 0) return;
    last = `none${round}`;
    writeFileSync(file, netvm(last));
  });
  expect(messages.slice(-3)).toEqual([
    'vmsilo-nixgen: run started, configuration.nix changed',
    expect.stringContaining(`there is no VM \`${last}\``),
    'vmsilo-nixgen: run finished, 1 error, nothing is written',
  ]);
});

test('a folder that is removed while it is read', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'vms'));
  writeFileSync(join(folder, 'vms/a.nix'), netvm('net'));
  const entry =
    '{ imports = map (n: ./vms + "/${n}") (builtins.attrNames (builtins.readDir ./vms)); }';
  writeFileSync(join(folder, 'configuration.nix'), entry);
  const { messages } = await watchUntil(/ready/, folder, (round) => {
    if (round > 1) return;
    writeFileSync(join(folder, 'vms/b.nix'), '{ programs.vmsilo.nixosVms.b.network.netvm = "a"; }');
    unlinkSync(join(folder, 'vms/a.nix'));
  });
  expect(messages.filter((line) => line.includes('run finished'))).toHaveLength(1);
  expect(messages.join('\n')).toContain('there is no VM `a`');
  expect(() => readFileSync(join(folder, 'netvm-injections.nix'))).toThrow();
});

test('a file that has not changed is not parsed again', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'configuration.nix'), '{ imports = [ ./a.nix ]; }');
  writeFileSync(join(folder, 'a.nix'), netvm('net'));
  const programs = createProgramCache();
  const round = () => {
    const read = new Map<string, Parsed>();
    const { outputs } = analyse({ entry: folder }, shallowBudget, (source, settings) => {
      const parsed = programs.read(source, settings);
      read.set(basename(source.path), parsed);
      return parsed;
    });
    return { read, text: outputs[0]?.text };
  };
  const first = round();
  const second = round();
  expect([...second.read.keys()]).toEqual(['configuration.nix', 'a.nix']);
  expect(second.text).toBe(first.text);
  for (const [name, parsed] of first.read) expect(second.read.get(name)).toBe(parsed);
  writeFileSync(join(folder, 'a.nix'), netvm('host'));
  const third = round();
  expect(third.read.get('configuration.nix')).toBe(first.read.get('configuration.nix'));
  expect(third.read.get('a.nix')).not.toBe(first.read.get('a.nix'));
  expect(third.text).not.toBe(first.text);
});

test.each([
  ['the first run', /run started/, 0],
  ['another one', /run started, configuration\.nix changed/, 1],
])('a watch that is stopped before %s looks at anything ends', async (_, pattern, rounds) => {
  const folder = makeFolder();
  const file = join(folder, 'configuration.nix');
  writeFileSync(file, netvm('net'));
  const change = (line: string) => {
    if (line.includes('ready')) writeFileSync(file, netvm('none'));
  };
  expect((await watchUntil(pattern, folder, () => {}, change)).rounds).toBe(rounds);
});

test('what the system refuses while it is read again is told, and the next change read', async () => {
  const folder = makeFolder();
  const file = join(folder, 'configuration.nix');
  writeFileSync(file, netvm('net'));
  const twice = /run finished, cannot read the configuration: [\s\S]*run finished, 1 error/;
  const refused =
    'vmsilo-nixgen: run finished, cannot read the configuration: no such file or directory';
  const { messages } = await watchUntil(
    twice,
    folder,
    (_round, runs) => {
      if (runs === 1) readFileSync(join(folder, 'not-there'));
    },
    (line) => {
      if (line.includes('ready')) writeFileSync(file, netvm('none'));
      if (line === refused) writeFileSync(file, netvm('nobody'));
    },
  );
  expect(messages).toContain(refused);
});

test('a bug while it is read again ends the watch', async () => {
  const folder = makeFolder();
  const file = join(folder, 'configuration.nix');
  writeFileSync(file, netvm('net'));
  const ended = watchUntil(
    /never/,
    folder,
    (round) => {
      if (round > 1) throw new TypeError('a bug');
    },
    (line) => {
      if (line.includes('ready')) writeFileSync(file, netvm('none'));
    },
  );
  await expect(ended).rejects.toThrow('a bug');
});
