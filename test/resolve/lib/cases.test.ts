import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../../src/resolve/apply.ts';
import { createEvaluation } from '../../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { defaultLimits, resetStack } from '../../../src/resolve/stack.ts';
import { force } from '../../../src/resolve/thunk.ts';
import { loadParser } from '../../../src/syntax/parser.ts';
import { print } from './print.ts';

/** Each case is a function of `lib`, and what real Nix makes of it with nixpkgs' own. */
const folder = fileURLToPath(new URL('cases/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.nix'))
  .map((file) => file.slice(0, -'.nix'.length));

beforeAll(loadParser);

describe('our lib gives what nixpkgs gives', () => {
  test.each(names)('%s', (name) => {
    expect(evaluate(`${name}.nix`)).toBe(expected(name));
  });
});

const nixpkgsLib = process.env.NIXPKGS_LIB;

describe.skipIf(nixpkgsLib === undefined)(
  'what cases expect is what real Nix gives (needs NIXPKGS_LIB, a checkout of nixpkgs or its lib, and nix-instantiate)',
  () => {
    test.each(names)('%s', (name) => {
      const expression = `import ${join(folder, name)}.nix (import ${nixpkgsLib}/lib)`;
      const output = execFileSync('nix-instantiate', ['--eval', '--strict', '-E', expression], {
        encoding: 'latin1',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(output.trim()).toBe(expected(name));
    });
  },
);

function evaluate(file: string): string {
  resetStack(defaultLimits, defaultLimits.depth);
  const files = openFiles({ root: folder, outputs: [], maxBytes: defaultMaxBytes });
  const evaluation = createEvaluation(files);
  const path = join(folder, file);
  return print(call(force(evaluation.importFile(path)), createLib(evaluation)));
}

function expected(name: string): string {
  return readFileSync(join(folder, `${name}.exp`), 'latin1').trim();
}
