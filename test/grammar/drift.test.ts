import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { expressionKinds, partKinds, tokens } from '../../src/syntax/ast.ts';
import { loadedParser, loadParser } from '../../src/syntax/parser.ts';

const script = fileURLToPath(new URL('../../scripts/grammar.mjs', import.meta.url));
const nodeTypes = new URL('../../grammar/src/node-types.json', import.meta.url);

describe('what is generated from the grammar', () => {
  it('is up to date, as far as the tools for it are there', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    for (const line of stderr.split('\n')) if (line.startsWith('MISSING')) console.warn(line);
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });
});

describe('the .wasm file', () => {
  beforeAll(loadParser);

  it('has the nodes that node-types.json and ast.ts have', () => {
    const { language } = loadedParser();
    const described: readonly { type: string; named: boolean; subtypes?: unknown }[] = JSON.parse(
      readFileSync(nodeTypes, 'utf8'),
    );
    const known = described.filter(({ subtypes }) => subtypes === undefined);
    for (const { type, named } of known) {
      expect([type, language.idForNodeType(type, named)]).not.toEqual([type, null]);
    }
    const names = known.map(({ type }) => type);
    expect(names).toEqual(expect.arrayContaining([...expressionKinds, ...partKinds, ...tokens]));
  });
});
