import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/modules/configuration.ts';
import { startReading } from '../../src/modules/nixpkgs.ts';
import { encode } from '../../src/report/utf8.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import { LimitError, NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { makeFolder } from '../commands/folder.ts';
import { print } from '../resolve/print.ts';
import { stackBudget } from './ours.ts';
import { readModulesIn } from './read-modules.ts';

beforeAll(loadParser);

function configurationOf(module: string): Configuration {
  const path = join(makeFolder(), 'configuration.nix');
  writeFileSync(path, module);
  resetStack(defaultLimits, stackBudget);
  const files = openFiles({ root: encode('/'), outputs: [], maxBytes: defaultMaxBytes });
  return readModulesIn(startReading(files), [path], null);
}

describe('failures are told', () => {
  const told = (...failures: readonly NixError[]): readonly string[] => {
    const configuration = configurationOf('{ }');
    for (const failure of failures) configuration.report(failure, configuration.entry);
    return configuration.diagnostics.map(({ message }) => message);
  };

  test('once each', () => {
    const one = new NixError('throw', 'one');
    expect(told(one, new NixError('throw', 'other'), one)).toEqual(['one', 'other']);
  });

  test('until all steps are used up, since nothing that follows is sure', () => {
    const steps = new LimitError('steps', 'too many steps');
    expect(told(steps, new NixError('throw', 'other'))).toEqual(['too many steps']);
  });

  test('past other limits', () => {
    const depth = new LimitError('depth', 'too deep');
    expect(told(depth, new NixError('throw', 'other'))).toEqual(['too deep', 'other']);
  });
});

describe('the value of a module argument', () => {
  const argument = (name: string): Slot | null =>
    configurationOf('{ _module.args.a = "set"; }').argument(name);

  test('that a module sets', () => {
    expect(print(argument('a'))).toBe('"set"');
  });

  test('that NixOS gives', () => {
    expect(print(argument('modulesPath'))).toBe('«unknown: modulesPath»');
  });

  test('that nothing sets', () => {
    expect(argument('b')).toBeNull();
  });
});
