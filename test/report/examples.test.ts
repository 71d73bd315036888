import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { analyse } from '../../src/commands/analyse.ts';
import { generate } from '../../src/commands/generate.ts';
import { codes } from '../../src/report/codes.ts';
import { explanationOf } from '../../src/report/explanation.ts';
import type { Format } from '../../src/report/report.ts';
import { encode } from '../../src/report/utf8.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { makeFolder } from '../commands/folder.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/diagnostics.md'), 'utf8');

beforeAll(loadParser);

/** What the example of each code in docs/diagnostics.md prints in a format. */
async function examplesIn(format: Format): Promise<readonly (readonly [string, string])[]> {
  const printed: (readonly [string, string])[] = [];
  for (const code of codes) {
    const { folder, words } = makeExample(explanationOf(code, page) ?? '');
    const text = await messagesOf(folder, words, format);
    printed.push([code, text.replaceAll(folder, '/etc/nixos').replaceAll(dirname(folder), '/etc')]);
  }
  return printed;
}

/** Writes the files of a section's first example. */
function makeExample(section: string): { readonly folder: string; readonly words: string[] } {
  const folder = join(makeFolder(), 'tree');
  mkdirSync(folder);
  let words: string[] = [];
  const [example = ''] = section.split('\n```text\n');
  for (const [, language, body = ''] of example.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') {
      const lines = body.trimEnd().split('\n');
      const last = lines.pop() ?? '';
      execFileSync('sh', ['-ec', lines.join('\n')], { cwd: folder });
      words = [...last.matchAll(/'([^']*)'|\S+/g)].slice(1).map(([word, bare]) => bare ?? word);
      continue;
    }
    const [, named = 'configuration.nix', rest = body] =
      /^# file: (\S+)\n([\s\S]*)$/.exec(body) ?? [];
    mkdirSync(dirname(join(folder, named)), { recursive: true });
    writeFileSync(join(folder, named), rest);
  }
  return { folder, words };
}

async function messagesOf(
  folder: string,
  words: readonly string[],
  format: Format,
): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      host: { type: 'string' },
      'max-calls': { type: 'string' },
      helpers: { type: 'string' },
      output: { type: 'string', short: 'o' },
      set: { type: 'string', multiple: true },
    },
  });
  const messages: string[] = [];
  const { 'max-calls': calls, ...others } = values;
  const limits = calls === undefined ? {} : { maxCalls: Number(calls) };
  await generate(positionals[0] ?? '.', { ...others, ...limits, format }, analyse, {
    workingFolder: encode(folder),
    colour: false,
    dataColour: false,
    width: 100,
    dataIsShown: false,
    writeData: async () => {},
    writeMessage: (text) => messages.push(text),
  });
  return messages.join('');
}

test.each(['gnu', 'json', 'github'] as const)('every code as %s', async (format) => {
  const examples = await examplesIn(format);
  for (const [code, text] of examples)
    expect([code, text]).toEqual([code, expect.stringContaining(code)]);
  const golden = examples.map(([code, text]) => `# ${code}\n${text}`).join('\n');
  await expect(golden).toMatchFileSnapshot(join(import.meta.dirname, `examples/${format}.txt`));
});

test('every code in a SARIF log', async () => {
  const examples = await examplesIn('sarif');
  const golden = examples.map(([code, text]) => {
    const [{ results }] = JSON.parse(text).runs;
    return `# ${code}\n${JSON.stringify(results, null, 2)}\n`;
  });
  await expect(golden.join('\n')).toMatchFileSnapshot(
    join(import.meta.dirname, 'examples/sarif.txt'),
  );
});

test('every format has the same places', async () => {
  const gnu = await examplesIn('gnu');
  const json = await examplesIn('json');
  const github = await examplesIn('github');
  for (const [index, [, text]] of gnu.entries()) {
    const places = linesOf(text).map((line) => /^(.*?):(\d+):(\d+): /.exec(line)?.slice(1, 4));
    const inJson = linesOf(json[index]?.[1] ?? '').map((line) => {
      const { file, line: row, column } = JSON.parse(line);
      return [file, String(row), String(column)];
    });
    expect(inJson).toEqual(places);
    const inGithub = linesOf(github[index]?.[1] ?? '').map(
      (line) => /,line=(\d+),/.exec(line)?.[1],
    );
    const rows = places.map((place) => (place?.[0] === '<command line>' ? undefined : place?.[1]));
    expect(inGithub).toEqual(rows);
  }
});

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter(Boolean);
}
