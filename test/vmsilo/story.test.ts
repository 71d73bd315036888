import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { analyse } from '../../src/commands/analyse.ts';
import { locate } from '../../src/report/location.ts';
import { encode } from '../../src/report/utf8.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { makeFolder } from '../commands/folder.ts';

beforeAll(loadParser);

/** The places that the problem of `network.netvm` tells of, as `line:column message`, the use first. */
function storyOf(...lines: readonly string[]): readonly string[] {
  const folder = makeFolder();
  const text = `{ lib, site, config, ... }:\nlet\n${lines.slice(1).join('\n')}\nin {
  programs.vmsilo.nixosVms.client.network.netvm = ${lines[0]};\n}\n`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  const { diagnostics } = analyse({ entry: encode(join(folder, 'configuration.nix')) });
  const [problem] = diagnostics.filter(({ code }) => code === 'unresolved');
  if (problem === undefined) return [];
  return [problem, ...problem.related].map(({ span, message }) => {
    const { line, column } = locate(span.source, span.start);
    return `${line}:${column} ${message}`;
  });
}

const use = expect.stringMatching(/^\d+:51 `network.netvm` of `client` depends on /);

test('names that the value was bound to', () => {
  expect(storyOf('gateway', '  net = site.net;', '  gateway = net.gateway;')).toEqual([
    use,
    '4:13 `gateway` is this',
    '3:9 `net` is this',
  ]);
});

test('attributes of known sets', () => {
  expect(storyOf('own.a.b', '  own.a = {', '    b = site.x; };')).toEqual([use, '4:9 `b` is this']);
});

test('calls, and what they were given', () => {
  expect(storyOf('via site.name', '  via = name:', '    name + "-net";')).toEqual([
    use,
    '4:5 the call gives this',
    '6:55 `name` is this',
  ]);
});

test('the condition, where that is what is unknown', () => {
  expect(storyOf('if home then "a" else null', '  home = site.name == "x";')).toEqual([
    use,
    '3:10 `home` is this',
    '3:10 `site.name` is used here',
  ]);
});

test('the part of a text', () => {
  expect(storyOf(`"a-\${name}"`, '  name = site.x;')).toEqual([use, '3:10 `name` is this']);
});

test('a computed name, where that is what is unknown', () => {
  const way = [use, '4:9 `key` is this'];
  expect(storyOf('own.${key}', '  own.a = "net";', '  key = site.x;')).toEqual(way);
  expect(storyOf('if own ? ${key} then "a" else null', '  own = { };', '  key = site.x;')).toEqual(
    way,
  );
});

test('the way on from what a computed name stands for', () => {
  expect(storyOf('own.${key}', '  own.a = net;', '  net = site.x;', '  key = "a";')).toEqual([
    use,
    '4:9 `site.x` is used here',
  ]);
});

test('what is negated', () => {
  expect(storyOf('if !home then "a" else null', '  home = site.x;')).toEqual([
    use,
    '3:10 `home` is this',
  ]);
  expect(storyOf('number', '  number = -other;', '  other = site.x;')).toEqual([
    use,
    '3:12 `number` is this',
    '4:11 `other` is this',
  ]);
});

test('a ring of names ends', () => {
  expect(storyOf('a', '  a = site.x or b;', '  b = a;').length).toBeLessThan(10);
});
