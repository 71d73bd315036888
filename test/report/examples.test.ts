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

/** A diagnostic as JSON has it. */
interface Told extends Place {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly message: string;
  readonly help: string | null;
  readonly related: readonly (Place & { readonly message: string })[];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const startOf = ({ file, line, column }: Place) => `${file}:${line}:${column}`;
const isInFile = ({ file }: Place) => file !== '<command line>';

function gnuOf(told: Told): string {
  return `${startOf(told)}: ${told.severity}: ${told.message} [${told.code}]`;
}

function githubOf(told: Told): string {
  const { severity, code, message, help, related } = told;
  const { file, line, column, endLine, endColumn } = told;
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  const place = `file=${file},line=${line},endLine=${endLine}${columns},`;
  const others = related.map((one) => `${startOf(one)}: ${one.message}`);
  const text = [message, ...others, ...(help === null ? [] : [`help: ${help}`])].join('%0A');
  const command = severity === 'note' ? 'notice' : severity;
  return `::${command} ${isInFile(told) ? place : ''}title=${code}::${text}`;
}

function sarifOf(told: Told): unknown {
  const physicalLocation = ({ file, line, column, endLine, endColumn }: Place) => ({
    artifactLocation: { uri: file },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  });
  const { severity, code, message, help, related } = told;
  return {
    ruleId: code,
    level: severity,
    message: { text: help === null ? message : `${message}\n${help}` },
    locations: isInFile(told) ? [{ physicalLocation: physicalLocation(told) }] : [],
    relatedLocations: related.filter(isInFile).map((one) => ({
      physicalLocation: physicalLocation(one),
      message: { text: one.message },
    })),
  };
}

test('every format says the same of every code', async () => {
  const examples = (await examplesIn('json')).map(([code, text]): [string, readonly Told[]] => [
    code,
    linesOf(text).map((line) => JSON.parse(line)),
  ]);
  const codesOf = ([code, told]: (typeof examples)[number]) => [code, told.map((one) => one.code)];
  expect(examples.map(codesOf)).toEqual(
    examples.map(([code]) => [code, expect.arrayContaining([code])]),
  );
  const lines = (print: (told: Told) => string) =>
    examples.map(([code, told]) => [code, told.map((one) => `${print(one)}\n`).join('')]);
  expect(await examplesIn('gnu')).toEqual(lines(gnuOf));
  expect(await examplesIn('github')).toEqual(lines(githubOf));

  const sarif = await examplesIn('sarif');
  const results = sarif.map(([code, text]) => [code, JSON.parse(text).runs[0].results]);
  expect(results).toMatchObject(examples.map(([code, told]) => [code, told.map(sarifOf)]));
});

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter(Boolean);
}
