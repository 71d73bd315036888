import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, blocksOf } from './code-blocks.ts';

const page = readFileSync('CONTRIBUTING.md', 'utf8');
const sections = page.split(/^(?=## )/m);
const sectionOf = (heading: string) =>
  sections.find((section) => section.startsWith(`## ${heading}\n`)) ?? '';

/** A block that is a file: its path, and its text. */
function fileOf({ language, text }: Block): readonly [path: string, text: string] | null {
  if (language === 'ts' || language === 'nix') {
    const [, path = '', rest = ''] = /^(?:\/\/|#) (\S+)\n(.*)$/s.exec(text) ?? [];
    return [path, rest];
  }
  return null;
}

/** A block that is an edit: the file, the lines that are there before, and those after. */
function editOf({ language, text }: Block) {
  if (language !== 'diff') return null;
  const [head = '', ...lines] = text.split('\n').slice(0, -1);
  const side = (sign: string) =>
    lines
      .filter((line) => line === '' || line.startsWith(' ') || line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { path: head.replace('--- ', ''), before: side('-'), after: side('+') };
}

/** The text with an edit; a place that is not there, or there twice, is an error. */
function edited(
  text: string,
  { path, before, after }: NonNullable<ReturnType<typeof editOf>>,
): string {
  const parts = `\n${text}`.split(`\n${before}`);
  if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times:\n${before}`);
  return parts.join(`\n${after}`).slice(1);
}

const root = resolve('.');
let copy: string;

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'vmsilo-nixgen-contributing-')));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !['.git', 'dist', 'node_modules'].includes(relative(root, path)),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function runInCopy(command: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { command, status, output: status === 0 ? '' : `${stdout}${stderr}` };
}

test.each([
  'Add a builtin',
  'Add a function of lib',
])('%s: the example is in the tree', (heading) => {
  for (const block of blocksOf(sectionOf(heading))) {
    const [path, text] = fileOf(block) ?? [];
    if (path !== undefined) expect(readFileSync(path, 'utf8')).toBe(text);
    const edit = editOf(block);
    if (edit !== null) expect(`\n${readFileSync(edit.path, 'utf8')}`).toContain(`\n${edit.after}`);
  }
});

describe('what the guide says, done in a copy of the tree', () => {
  const added = ['Add a rule', 'Add a command', 'Add an output format'].map(sectionOf);

  test('its files and edits fit', () => {
    for (const block of added.flatMap(blocksOf)) {
      const [path, text] = fileOf(block) ?? [];
      if (path !== undefined && text !== undefined) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), text);
      }
      const edit = editOf(block);
      if (edit === null) continue;
      const target = join(copy, edit.path);
      writeFileSync(target, edited(readFileSync(target, 'utf8'), edit));
    }
  });

  const commands = [sectionOf('Set up'), ...added]
    .flatMap(blocksOf)
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => [...text.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => command));

  test('its commands succeed', { timeout: 600_000 }, () => {
    const ran = together(commands).map(runInCopy);
    expect(ran).toEqual(ran.map(({ command }) => ({ command, status: 0, output: '' })));
  });

  test('the rule, the command and the format are there', () => {
    const text =
      '{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = { Mail = { }; mail = { }; }; }';
    writeFileSync(join(copy, 'example.nix'), text);
    const words = ['dist/cli.js', 'names', '--format', 'csv', 'example.nix'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: copy,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'Mail\nmail\n',
      stderr:
        '"example.nix:1:75","warning","names-alike","`mail` differs from `Mail` by case only"\n',
    });
  });
});

/** The commands in an order in which each is needed once: what builds comes first, and test files run in one go. */
function together(commands: readonly string[]): readonly string[] {
  const run = 'npx vitest run ';
  const isOfFiles = (command: string) => command.startsWith(run) && !command.includes(' -t ');
  const files = commands.filter(isOfFiles).map((command) => command.slice(run.length));
  const others = new Set(commands.filter((command) => !isOfFiles(command)));
  others.delete(build);
  return [build, run + files.join(' '), ...others];
}

const build = 'npm run docs';
