import { describe, expect, test } from 'vitest';
import { inOutputs } from './flake.ts';

const inputs = 'tree.url = "github:vic/import-tree";';
const files = {
  'modules/a.nix': '{ }',
  'modules/deep/b.nix': '{ }',
  'modules/notes.txt': '',
  'modules/_c.nix': '{ }',
  'modules/_deep/d.nix': '{ }',
  'modules/e_/_f/g.nix': '{ }',
  'modules/h_.nix': '{ }',
};

/** What `import-tree` makes of something, as nixpkgs' own `lib` reads modules. */
const made = (of: string) =>
  inOutputs(
    `let module = inputs.tree ${of}; in map baseNameOf ((builtins.head module.imports) { lib = import <nixpkgs/lib>; }).imports`,
    inputs,
    files,
  );

describe('import-tree', () => {
  test('makes a folder a module that imports every Nix file below it, but those behind an underscore', () => {
    expect(made('./modules')).toBe('[ "a.nix" "b.nix" "h_.nix" ]');
  });

  test('is not known to do anything else', () => {
    expect(inOutputs('inputs.tree [ ./modules ]', inputs, files)).toBe(
      'inputs.tree: flake inputs are not fetched (ours)',
    );
    expect(inOutputs('inputs.tree null', inputs)).toBe('inputs.tree: flake inputs are not fetched');
    expect(inOutputs('inputs.tree [ ]', inputs)).toBe('inputs.tree: flake inputs are not fetched');
    expect(inOutputs('inputs.tree.filter (x: true) ./modules', inputs, files)).toBe(
      'inputs.tree.filter: flake inputs are not fetched (ours)',
    );
    expect(inOutputs('inputs.tree inputs.other', `${inputs} other.url = "github:a/b";`)).toBe(
      'inputs.tree: flake inputs are not fetched',
    );
  });

  test('is a set of which nothing else is known', () => {
    expect(inOutputs('inputs.tree.initFilter', inputs)).toBe(
      'inputs.tree.initFilter: flake inputs are not fetched --set inputs.tree.initFilter',
    );
  });
});
