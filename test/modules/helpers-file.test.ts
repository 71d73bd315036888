import { symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findHelpers } from '../../src/modules/helpers-file.ts';
import { sourceStorePath } from '../../src/modules/store-path.ts';
import { defaultMaxBytes, type Files, type FilesOptions } from '../../src/resolve/files.ts';
import { marked } from '../report/sources.ts';
import { filesBelow, makeTree } from './tree.ts';

const span = marked('{ "helpers": |"…"| }');
const narHash = 'sha256-17h4rjc3aoQ/PSUGWMNcLqcYOqBmGdY7eVb5IXAUb1c=';
const lock = JSON.stringify({
  nodes: { root: { inputs: { vmsilo: 'vmsilo' } }, vmsilo: { locked: { narHash } } },
  root: 'root',
});

/** The path in a store of the input that {@link lock} locks. */
const storedIn = (store: string) => sourceStorePath(narHash, store) ?? '';

interface Place {
  readonly root: string;
  /** What a relative path starts from, below the root. */
  readonly folder?: string;
  readonly store?: string;
  readonly options?: Partial<FilesOptions>;
}

function find(given: string, { root, folder = '.', store = '/no-store', options }: Place) {
  const at = join(root, folder);
  const all = { root, outputs: [], maxBytes: defaultMaxBytes, ...options };
  return findHelpers({ given, folder: at, span }, at, all, store);
}

/** Why it can't be read, and what to do. */
function refusal(given: string, place: Place) {
  const found = find(given, place);
  if (!('code' in found)) throw new Error(`${given} was found`);
  const { code, message, help, related } = found;
  expect({ code, span: found.span, related }).toEqual({
    code: 'helpers-invalid',
    span,
    related: [],
  });
  const start = `the allocator \`${given}\` can't be read: `;
  expect(message.startsWith(start)).toBe(true);
  return [message.slice(start.length), help];
}

describe('a path', () => {
  test('starts from the folder of what names it', () => {
    const root = makeTree({ 'a/helpers.nix': 'text' });
    const path = join(root, 'a/helpers.nix');
    const found = find('./helpers.nix', { root, folder: 'a' });
    expect(found).toMatchObject({
      path,
      name: { kind: 'path', text: path },
      source: { path, text: 'text' },
      files: { root },
    });
    expect(find(path, { root })).toMatchObject({ path });
  });

  test('may lead to a file that Git does not track', () => {
    const root = makeTree({ 'helpers.nix': '' });
    expect(find('helpers.nix', { root, options: { tracked: new Set([root]) } })).toMatchObject({
      path: join(root, 'helpers.nix'),
    });
  });

  test.each([
    'inputs.vmsilo.nix',
    'inputs.',
    'my-inputs.vmsilo',
    'inputs.5',
    'Inputs.vmsilo',
  ])('is also %s', (given) => {
    const root = makeTree({ [given]: '' });
    expect(find(given, { root })).toMatchObject({ name: { kind: 'path' } });
  });

  const help = 'give the path of a Nix file below the root, or `inputs.vmsilo`';

  test('is refused where there is no file', () => {
    const root = makeTree({ 'a/b.nix': '' });
    for (const name of ['none.nix', 'a']) {
      expect(refusal(name, { root })).toEqual([`there is no file \`${root}/${name}\``, help]);
    }
  });

  test('is refused where it leads out of the root', () => {
    const root = makeTree();
    expect(refusal('/dev/null', { root })).toEqual([
      `\`/dev/null\` is outside of the root \`${root}\``,
      help,
    ]);
  });

  test("is refused where it can't be followed", () => {
    const root = makeTree();
    symlinkSync('ring.nix', join(root, 'ring.nix'));
    expect(refusal('ring.nix', { root })).toEqual([
      `\`${root}/ring.nix\` can't be read: too many symbolic links encountered`,
      help,
    ]);
  });

  test('is refused where the system refuses it', () => {
    const root = makeTree({ 'a.nix': '' });
    const open = (options: FilesOptions): Files => ({
      ...filesBelow(root, options),
      read: () => {
        throw Object.assign(new Error('EACCES'), { errno: -constants.errno.EACCES });
      },
    });
    const options = { root, outputs: [], maxBytes: defaultMaxBytes };
    expect(findHelpers({ given: 'a.nix', folder: root, span }, root, options, '/', open)).toEqual({
      code: 'helpers-invalid',
      message: `the allocator \`a.nix\` can't be read: \`${root}/a.nix\` can't be read: permission denied`,
      help,
      span,
      related: [],
    });
  });

  test('is refused where the file is too large', () => {
    const root = makeTree({ 'large.nix': 'x'.repeat(30) });
    expect(refusal('large.nix', { root, options: { maxBytes: 20 } })).toEqual([
      `\`${root}/large.nix\` has 30 bytes, and the limit is 20`,
      'raise the limit with `--max-file-size`',
    ]);
  });
});

describe('an input', () => {
  const stored = 'modules/lib/helpers.nix';

  /** A store that holds the input, with a file in it. */
  function makeStore(file: string, text = 'text'): string {
    const store = makeTree();
    const place = makeTree({ [file]: text });
    symlinkSync(place, storedIn(store));
    return store;
  }

  test('is found by its hash, and the file where vmsilo keeps it', () => {
    const root = makeTree({ 'flake.lock': lock });
    const store = makeStore(stored);
    const path = join(storedIn(store), stored);
    for (const given of ['inputs.vmsilo', 'inputs.vmsilo/']) {
      expect(find(given, { root, store })).toMatchObject({
        path,
        name: { kind: 'input', text: `inputs.vmsilo/${stored}` },
        source: { path, text: 'text' },
      });
    }
  });

  test('may have another file, and no file outside of it', () => {
    const root = makeTree({ 'flake.lock': lock });
    const store = makeStore('a/b.nix');
    expect(find('inputs.vmsilo/a/b.nix', { root, store })).toMatchObject({
      path: join(storedIn(store), 'a/b.nix'),
      name: { kind: 'input', text: 'inputs.vmsilo/a/b.nix' },
    });
    const [why] = refusal('inputs.vmsilo/../../../dev/null', { root, store });
    expect(why).toContain('is outside of the root');
  });

  test('is looked for in the nearest lock file', () => {
    const root = makeTree({ 'flake.lock': lock, 'a/flake.lock': '{ }', 'b/c.nix': '' });
    const store = makeStore(stored);
    expect(find('inputs.vmsilo', { root, store, folder: 'b' })).toMatchObject({
      name: { kind: 'input' },
    });
    expect(refusal('inputs.vmsilo', { root, store, folder: 'a' })).toEqual([
      '`flake.lock` has no hash of an input `vmsilo`',
      help,
    ]);
  });

  const help = 'make it with `nix flake lock`, or give a path below the root';

  test('is refused where there is no lock file up to the root', () => {
    const above = makeTree({ 'flake.lock': lock, 'root/flake.lock/a': '' });
    expect(refusal('inputs.vmsilo', { root: join(above, 'root') })).toEqual([
      'there is no `flake.lock`',
      help,
    ]);
  });

  test('is refused where there is no lock file up to the topmost folder', () => {
    const files = { inspect: () => ({ kind: 'missing' }) as const, root: '/' };
    const open = () => ({ ...filesBelow('/'), ...files });
    const request = { given: 'inputs.vmsilo', folder: '/a/b', span };
    const options = { root: '/', outputs: [], maxBytes: 0 };
    expect(findHelpers(request, '/a/b', options, '/no-store', open)).toMatchObject({
      message: "the allocator `inputs.vmsilo` can't be read: there is no `flake.lock`",
    });
  });

  test("is refused where the lock file can't be read", () => {
    const root = makeTree();
    symlinkSync('flake.lock', join(root, 'flake.lock'));
    expect(refusal('inputs.vmsilo', { root })).toEqual([
      `\`${root}/flake.lock\` can't be read: too many symbolic links encountered`,
      help,
    ]);
  });

  test('is refused where the hash is none', () => {
    const root = makeTree({ 'flake.lock': lock.replace('sha256-', 'sha1-') });
    expect(refusal('inputs.vmsilo', { root })).toEqual([
      '`flake.lock` has no hash of an input `vmsilo`',
      help,
    ]);
  });

  test('is refused where the store does not have it', () => {
    const root = makeTree({ 'flake.lock': lock });
    expect(refusal('inputs.vmsilo', { root })).toEqual([
      `the input \`vmsilo\` is not on this machine: there is no \`${storedIn('/no-store')}\``,
      'fetch it with `nix flake archive`, or give a path below the root',
    ]);
  });

  test('is held to the limit of a file, too', () => {
    const root = makeTree({ 'flake.lock': lock });
    const store = makeStore(stored, 'x'.repeat(lock.length + 1));
    const options = { maxBytes: lock.length };
    expect(refusal('inputs.vmsilo', { root, store, options })).toEqual([
      `\`${storedIn(store)}/${stored}\` has ${lock.length + 1} bytes, and the limit is ${lock.length}`,
      'raise the limit with `--max-file-size`',
    ]);
  });
});
