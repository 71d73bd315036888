import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noSettings, readSettings, type Settings } from '../../src/modules/settings.ts';
import { filesBelow, makeTree, textOf } from './tree.ts';

const name = 'vmsilo-nixgen.json';

function settingsIn(text: string): Settings {
  const tree = makeTree({ [name]: text });
  return readSettings(tree, filesBelow(tree));
}

/** What is wrong with settings, one line each: the text that is meant, and the message. */
function problemsIn(text: string): readonly string[] {
  return settingsIn(text).diagnostics.map(({ span, message }) => `${textOf(span)}: ${message}`);
}

describe('which settings are read', () => {
  test('the nearest at or above the folder, and they alone', () => {
    const tree = makeTree({
      [name]: '{ "hosts": { "a": { "output": "a.nix" } } }',
      [`hosts/${name}`]: '{ "helpers": "helpers.nix" }',
      'hosts/desk/a.nix': '',
    });
    const nearest = join(tree, 'hosts');
    for (const folder of [nearest, join(nearest, 'desk')]) {
      expect(readSettings(folder, filesBelow(tree))).toMatchObject({
        outputs: new Map(),
        helpers: { given: 'helpers.nix', folder: nearest },
      });
    }
    expect(readSettings(tree, filesBelow(tree)).helpers).toBeNull();
  });

  test('none above the root', () => {
    const tree = makeTree({ [name]: '{', 'root/a.nix': '' });
    expect(readSettings(join(tree, 'root'), filesBelow(join(tree, 'root')))).toEqual(noSettings);
  });

  test('none where there are none up to the topmost folder', () => {
    const files = { ...filesBelow('/'), inspect: () => ({ kind: 'missing' }) as const };
    expect(readSettings('/a/b', files)).toEqual(noSettings);
  });

  test('none that are not to be committed, where only that is read', () => {
    const tree = makeTree({ [name]: '{' });
    const files = { ...filesBelow(tree), inspect: () => ({ kind: 'unstaged' }) as const };
    expect(readSettings(tree, files)).toEqual(noSettings);
  });
});

describe("settings that can't be read are an error at their beginning, and not as if there were none", () => {
  test('a folder', () => {
    const tree = makeTree();
    mkdirSync(join(tree, name));
    const span = { source: { path: join(tree, name), text: '' }, start: 0, end: 0 };
    expect(readSettings(tree, filesBelow(tree))).toEqual({
      ...noSettings,
      diagnostics: [expect.objectContaining({ message: '`vmsilo-nixgen.json` is no file', span })],
    });
  });

  test('a link that leads out of the root', () => {
    const tree = makeTree();
    symlinkSync('/dev/null', join(tree, name));
    const { diagnostics } = readSettings(tree, filesBelow(tree));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `\`${tree}/${name}\` is a link that leads out of the root \`${tree}\``,
    ]);
  });
});

describe('what settings say', () => {
  test('nothing, where they are an empty object', () => {
    expect(settingsIn('{ "$schema": 5 }')).toEqual(noSettings);
  });

  test('where the files of hosts go, by paths that start from their folder', () => {
    const tree = makeTree({
      [name]: `{ "hosts": {
        "desk": { "output": "desk.nix", "hostConfig": "../desk-host.nix" },
        "laptop": { "output": "/abs.nix" },
        "spare": {}
      } }`,
    });
    const { outputs, hostConfigs, diagnostics } = readSettings(tree, filesBelow(tree));
    expect({ outputs, hostConfigs, diagnostics }).toEqual({
      outputs: new Map([
        ['desk', join(tree, 'desk.nix')],
        ['laptop', '/abs.nix'],
      ]),
      hostConfigs: new Map([['desk', join(tree, '../desk-host.nix')]]),
      diagnostics: [],
    });
  });

  test('by which helpers addresses are allocated', () => {
    const { helpers } = settingsIn('{ "helpers": "inputs.vmsilo" }');
    expect(helpers?.given).toBe('inputs.vmsilo');
    expect(helpers && textOf(helpers.span)).toBe('"inputs.vmsilo"');
  });

  test('what is given by hand, with the place of its path', () => {
    const { assignments, diagnostics } = settingsIn(
      String.raw`{ "set": { "site.\"a b\"": "\"net\"", "user": "1" } }`,
    );
    expect(diagnostics).toEqual([]);
    expect(
      assignments.map(({ path, span, value }) => [
        path,
        textOf(span),
        value.kind === 'text' ? value.source.text : null,
      ]),
    ).toEqual([
      [['site', 'a b'], String.raw`"site.\"a b\""`, '"net"'],
      [['user'], '"user"', '1'],
    ]);
  });

  test('that relative paths in it start from their folder', () => {
    const tree = makeTree({ [name]: '{ "set": { "user": "./a" } }' });
    const [assignment] = readSettings(tree, filesBelow(tree)).assignments;
    expect(assignment?.value).toMatchObject({ kind: 'text', folder: tree });
  });
});

describe('what is wrong is told where it is', () => {
  test.each([
    ['', [': this is not JSON']],
    ['{ "a" 1 }', ['1: this is not JSON']],
    ['{ } // no', ['// no: this is not JSON']],
    ['[ ]', ['[ ]: expected an object']],
    ['{ "hots": { } }', ['{ }: there is no setting `hots`']],
    [
      '{ "hosts": [ ], "set": 5, "helpers": 7 }',
      ['[ ]: expected an object', '5: expected an object', '7: expected a path'],
    ],
    ['{ "helpers": "" }', ['"": expected a path']],
    ['{ "hosts": { "desk": "a.nix" } }', ['"a.nix": expected an object']],
    [
      '{ "hosts": { "desk": { "out": 5, "output": 6, "hostConfig": "" } } }',
      ['5: a host has no setting `out`', '6: expected a path', '"": expected a path'],
    ],
    ['{ "set": { "a": 5 } }', ['5: expected a Nix expression in a string']],
    ['{ "set": { "a b": "1" } }', ['"a b": `a b` is not a path of attribute names']],
    ['{ "set": { "": "1" } }', ['"": `` is not a path of attribute names']],
    [
      '{ "set": { "config": "1" } }',
      ['"config": `config` as a whole can\'t be given, only what is below it'],
    ],
    ['{ "hosts": { "a": { }, "a": { } }, "hosts": { } }', ['"hosts": `hosts` is there twice']],
    ['{ "hosts": { "a": { }, "a": { } } }', ['"a": `a` is there twice']],
    ['{ "a\\nb": 1 }', ['1: there is no setting `a\\nb`']],
  ])('%s', (text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });

  test('with what to do', () => {
    expect(settingsIn('5').diagnostics).toMatchObject([
      {
        code: 'settings-invalid',
        help: 'write vmsilo-nixgen.json as { "hosts": { "NAME": { "output": "FILE" } }, "set": { "PATH": "NIX" }, "helpers": "FILE" }',
        related: [],
      },
    ]);
  });

  test('and the rest is still read', () => {
    expect(settingsIn('{ "helpers": "" }').helpers).toBeNull();
    const { outputs, helpers, assignments } = settingsIn(
      '{ "hosts": { "a": 5, "b": { "output": "b.nix" } }, "set": { "a b": "1", "c": "1" }, "d": 5 }',
    );
    expect([[...outputs.keys()], helpers, assignments.map(({ path }) => path)]).toEqual([
      ['b'],
      null,
      [['c']],
    ]);
  });
});
