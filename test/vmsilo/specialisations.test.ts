import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { generateHere } from '../commands/in-process.ts';

/** What is said of a configuration with this definition of \`specialisation\`, a line each. */
async function linesFor(definition: string): Promise<readonly string[]> {
  const folder = makeFolder();
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{ config, lib, ... }: {
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.net.network.isNetvm = true;
  programs.vmsilo.nixosVms.work.network.netvm = "net";
  ${definition}
}
`,
  );
  writeFileSync(join(folder, 'travel.nix'), '{ programs.vmsilo.enable = false; }\n');
  const { status, stderr } = await generateHere(folder, { output: '-' });
  expect(status).toBe(0);
  return stderr.split('\n').filter(Boolean);
}

const ignored = (place: string, name: string): string =>
  `configuration.nix:${place}: warning: the specialisation \`${name}\` defines something under \`programs.vmsilo\`, which is left out: one file can't serve two networks [specialisation-ignored]`;

describe('a specialisation that defines something of vmsilo is left out, which is said', () => {
  test.each([
    ['specialisation.away.configuration.programs.vmsilo.nixosVms.work.memory = 1;', '5:23'],
    [
      'specialisation.away = { configuration = ./travel.nix; inheritParentConfig = true; };',
      '5:27',
    ],
    ['specialisation.away.configuration = { lib, ... }: { imports = [ ./travel.nix ]; };', '5:23'],
    [
      `imports = [ (builtins.fromJSON ''{ "specialisation": { "away": { "configuration": { "programs": { "vmsilo": { "enable": false } } } } } }'') ];`,
      '1:1',
    ],
    ['specialisation = lib.mkIf true { away.configuration = ./travel.nix; };', '5:41'],
  ])('%s', async (definition, place) => {
    expect(await linesFor(definition)).toEqual([ignored(place, 'away')]);
  });

  test.each([
    'specialisation.away.configuration.services.x.enable = true;',
    'specialisation.away.configuration = { config, ... }: { imports = [ config.nowhere ]; };',
    'specialisation = lib.mkIf false { away.configuration = ./travel.nix; };',
    'specialisation.away = lib.mkIf false { configuration = ./travel.nix; };',
    'specialisation.away.configuration = lib.mkIf false ./travel.nix;',
    'specialisation.away = 5;',
    'specialisation.away.configuration = throw "no";',
  ])('nothing is said of %s', async (definition) => {
    expect(await linesFor(definition)).toEqual([]);
  });
});
