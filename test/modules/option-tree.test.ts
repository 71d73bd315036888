import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/modules/configuration.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { makeFolder } from '../commands/folder.ts';
import { stackBudget } from './ours.ts';
import { readModules } from './read-modules.ts';

beforeAll(loadParser);

function configurationOf(module: string): Configuration {
  const path = join(makeFolder(), 'configuration.nix');
  writeFileSync(path, `{ lib, site, ... }: ${module}`);
  resetStack(defaultLimits, stackBudget);
  return readModules([path]);
}

describe('whether a module defines something', () => {
  test.each([
    ['{ programs.vmsilo.enable = true; }', ['programs', 'vmsilo'], 'yes'],
    ['{ programs.vmsilo = { }; }', ['programs', 'vmsilo'], 'yes'],
    ['{ programs.other = 1; }', ['programs', 'vmsilo'], 'no'],
    ['{ programs = { }; }', ['programs', 'vmsilo'], 'no'],
    ['{ services.vmsilo = 1; }', ['programs', 'vmsilo'], 'no'],
    ['{ programs = site.programs; }', ['programs', 'vmsilo'], 'maybe'],
    ['{ config = import (builtins.getEnv "FILE"); }', ['programs', 'vmsilo'], 'maybe'],
    ['{ programs.vmsilo.enable = true; }', ['programs', 'other', 'enable'], 'no'],
    [
      '{ programs = lib.optionalAttrs site.on { vmsilo.enable = true; }; }',
      ['programs', 'vmsilo'],
      'maybe',
    ],
    ['{ programs = lib.optionalAttrs site.on { other = 1; }; }', ['programs', 'vmsilo'], 'no'],
    ['{ programs.vmsilo.enable = true; }', ['programs', 'vmsilo', 'enable'], 'yes'],
    ['{ programs.vmsilo.enable = true; }', ['programs', 'vmsilo', 'netvmRange'], 'no'],
    ['{ programs.vmsilo.enable = lib.mkIf site.on true; }', ['programs', 'vmsilo'], 'yes'],
    ['{ specialisation.a = { }; }', ['specialisation'], 'yes'],
  ] as const)('%s at %j: %s', (module, path, expected) => {
    expect(configurationOf(module).defines(path)).toBe(expected);
  });
});

describe('an option by its path', () => {
  const module = `{
  options.group.option = lib.mkOption { default = 1; };
  options.group.unknown = site.option;
}`;

  test.each([
    [['group', 'option'], 1],
    [['group'], null],
    [[], null],
    [['group', 'missing'], null],
    [['group', 'option', 'below'], null],
    [['group', 'unknown'], null],
    [['missing', 'option'], null],
  ] as const)('%j: %j', (path, expected) => {
    const option = configurationOf(module).option(path);
    expect(option && force(option.value)).toBe(expected);
  });
});
