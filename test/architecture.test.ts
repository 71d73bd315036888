import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { dirname, join } from 'node:path/posix';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { defineCommandLine } from '../src/commands/command-line.ts';
import { makeFolder } from './commands/folder.ts';

/** One street, one direction: a folder imports from itself and from those before it. */
const street = ['report', 'syntax', 'resolve', 'modules', 'vmsilo', 'print', 'commands'];

/** The files that may import a package. */
const packages: Readonly<Record<string, RegExp>> = {
  'jsonc-parser': /^src\/modules\/settings\.ts$/,
  'web-tree-sitter': /^src\/syntax\/parser\.ts$/,
  commander: /^src\/(cli|commands\/command-line)\.ts$/,
  'd3-hierarchy': /^src\/print\/graph\/forest\.ts$/,
  diff: /^src\/commands\/diff\.ts$/,
};

/** The files that may import a package's types, beside those above. */
const packageTypes: Readonly<Record<string, RegExp>> = {
  commander: /^src\/commands\/completion\/description\.ts$/,
  'jsonc-parser': /^src\/modules\/[^/]+\.ts$/,
  'web-tree-sitter': /^src\/syntax\/[^/]+\.ts$/,
};

interface Import {
  readonly from: string;
  /** A path below the project for a file of ours, else a module's name. */
  readonly to: string;
  readonly isType: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name))
  .filter((path) => path.endsWith('.ts'))
  .sort();
const imports = files.flatMap(importsOf);

describe('the way through the code', () => {
  test('folders are on the street', () => {
    const folders = files.map(folderOf).filter((folder) => folder !== null);
    expect(folders.filter((folder) => !street.includes(folder))).toEqual([]);
  });

  test('a folder imports only from those before it', () => {
    const isForbidden = ({ from, to }: Import) => {
      const folder = folderOf(from);
      if (!to.startsWith('src/') || folder === null) return false;
      const target = folderOf(to);
      return target === null || street.indexOf(target) > street.indexOf(folder);
    };
    expect(imports.filter(isForbidden).map(show)).toEqual([]);
  });

  test('nothing imports from outside of src', () => {
    const isOutside = ({ to }: Import) => to.includes('/') && !/^(src\/|node:|@)/.test(to);
    expect(imports.filter(isOutside).map(show)).toEqual([]);
  });

  test('a package is imported in one place', () => {
    const isForbidden = ({ from, to, isType }: Import) =>
      !to.startsWith('src/') &&
      !to.startsWith('node:') &&
      !packages[to]?.test(from) &&
      !(isType && packageTypes[to]?.test(from));
    expect(imports.filter(isForbidden).map(show)).toEqual([]);
  });

  test('no files import each other in a ring, but for types', () => {
    expect(findRing()).toEqual([]);
  });
});

test('a folder of more than four files has a README', () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const large = [...counts].filter(([, count]) => count > 4).map(([folder]) => folder);
  expect(large.filter((folder) => !existsSync(join(folder, 'README.md')))).toEqual([]);
});

test('no file has more than 600 lines', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
  expect(files.filter((file) => lines(file) > 600)).toEqual([]);
});

describe('ARCHITECTURE.md', () => {
  const page = readFileSync('ARCHITECTURE.md', 'utf8');

  test('has every folder of src', () => {
    const folders = new Set(files.map((file) => `${dirname(file)}/`));
    folders.delete('src/');
    expect([...folders].filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
  });

  const rows = [...page.matchAll(/`(\w+)` (?:\||in) `(src\/\S+\.ts)`/g)];

  test('names functions that are where it says', () => {
    expect(rows.length).toBeGreaterThan(20);
    const isMissing = ([, name, file]: RegExpMatchArray) =>
      !new RegExp(`^export (?:async )?function ${name}\\b`, 'm').test(
        readFileSync(file ?? '', 'utf8'),
      );
    expect(rows.filter(isMissing).map(([row]) => row)).toEqual([]);
  });

  test('tells the life of a value by functions that are called in it', async () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'configuration.nix'),
      `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    sys-net.network.isNetvm = true;
    banking.network.netvm = "sys-net";
  };
}
`,
    );
    const called = await callsOf(() =>
      defineCommandLine('0').program.parseAsync(['node', 'vmsilo-nixgen', '--quiet', folder]),
    );
    const [, life = ''] = page.split('## The life of a value');
    const named = [...life.matchAll(/\| `(\w+)` \|/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !called.has(name))).toEqual([]);
  });
});

test.each([
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
])('%s names files and folders that are there', (path) => {
  const spans = readFileSync(path, 'utf8')
    .replace(/^```.*?^```$/gms, '')
    .matchAll(/`([\w.-]+\/[^\s`]*)`/g);
  const named = [...spans].map(([, name = '']) => name).filter((name) => !name.includes('…'));
  expect(named.filter((name) => !existsSync(name))).toEqual([]);
});

/** The names of the functions that are called while something is done. */
async function callsOf(action: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true });
  await action();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const functions = result.flatMap((script) => script.functions);
  const isCalled = ({ ranges: [range] }: (typeof functions)[number]) => (range?.count ?? 0) > 0;
  return new Set(functions.filter(isCalled).map(({ functionName }) => functionName));
}

/** The first folder below `src`; null for the entry points. */
function folderOf(path: string): string | null {
  const [, folder, file] = path.split('/');
  return file === undefined ? null : (folder ?? null);
}

function show({ from, to, isType }: Import): string {
  return `${from} imports ${isType ? 'types of ' : ''}${to}`;
}

function importsOf(from: string): readonly Import[] {
  const source = ts.createSourceFile(from, readFileSync(from, 'utf8'), ts.ScriptTarget.ES2023);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const isOurs = specifier.text.startsWith('.');
    const to = isOurs ? join(dirname(from), specifier.text) : specifier.text;
    found.push({ from, to, isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The files of a ring of value imports, the first one again at its end; empty if there is none. */
function findRing(): readonly string[] {
  const targets = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { from, to, isType } of imports) if (!isType) targets.get(from)?.push(to);

  const done = new Set<string>();
  const search = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const ring = search(target, [...way, file]);
      if (ring.length > 0) return ring;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const ring = search(file, []);
    if (ring.length > 0) return ring;
  }
  return [];
}
