import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { needsNix, nixPath, nixString, nixVersion } from '../oracle/nix.ts';
import { askNix, type Outcome } from './nix.ts';
import { type Answer, agrees, askOurs, attributeNames } from './ours.ts';

/** A case's line in the file of what is expected. */
interface Expected {
  readonly nix: Outcome;
  /** What the library says, where that is more or less than what Nix says. */
  readonly ours?: Partial<Answer>;
}

const cases = join(import.meta.dirname, 'cases');
const wrappers = mkdtempSync(join(tmpdir(), 'module-cases-'));
afterAll(() => rmSync(wrappers, { recursive: true }));

const nixpkgsLib = nixVersion === null ? undefined : process.env.NIXPKGS_LIB;
const judge =
  nixpkgsLib === undefined
    ? '(what Nix says is NOT CHECKED: no nix-instantiate, or no NIXPKGS_LIB)'
    : needsNix;

/** A file of cases, each an attribute; or a folder of cases, each a folder with a `configuration.nix`. */
const topics = [
  ...new Set(readdirSync(cases).map((name) => name.replace(/\.(nix|json)$/, ''))),
].sort();

describe(`modules in nixpkgs' module system ${judge}`, () => {
  describe.each(topics)('%s', (topic) => {
    const stored = readExpected(topic);
    const found: Record<string, Expected> = {};

    for (const name of nixpkgsLib === undefined ? Object.keys(stored) : namesIn(topic)) {
      it(name, () => {
        const entry = entryOf(topic, name);
        const nix = nixpkgsLib === undefined ? stored[name]?.nix : askNix(entry, nixpkgsLib);
        if (nix === undefined) throw new Error(`no answer of Nix's is kept for the case ${name}`);
        const expected = compare(nix, askOurs(entry));
        found[name] = expected;
        if (!Object.hasOwn(tolerated, name)) expect(expected).not.toSatisfy(contradicts);
        expect(expected).toEqual(stored[name]);
      });
    }

    it('has the file of what is expected, which `vitest -u` writes', async () => {
      const all = namesIn(topic).map((name) => [name, found[name] ?? stored[name] ?? null]);
      await expect(`${JSON.stringify(Object.fromEntries(all), null, 2)}\n`).toMatchFileSnapshot(
        fileOf(topic),
      );
    });
  });
});

const ofVmsilo = 'which attributes a VM may have is known only to vmsilo';

/** Errors of Nix's that are not ours, and why. */
const tolerated: Readonly<Record<string, string>> = {
  'imports in a VM that is a set': ofVmsilo,
  'config in a VM that is a set': ofVmsilo,
  'a VM with __functor': ofVmsilo,
};

/** Of the cases; to read them takes a while. */
function namesIn(topic: string): readonly string[] {
  const path = join(cases, topic);
  return existsSync(path) ? readdirSync(path).sort() : attributeNames(`${path}.nix`);
}

/** The case's module, a file. */
function entryOf(topic: string, name: string): string {
  const path = join(cases, topic);
  if (existsSync(path)) return join(path, name, 'configuration.nix');
  const entry = join(wrappers, 'case.nix');
  writeFileSync(entry, `(import ${nixPath(`${path}.nix`)}).${nixString(name)}\n`);
  return entry;
}

function compare(nix: Outcome, { value, errors }: Answer): Expected {
  const same =
    'value' in nix && JSON.stringify(sorted(nix.value)) === JSON.stringify(sorted(value));
  if (same && errors.length === 0) return { nix };
  return { nix, ours: 'error' in nix && errors.length > 0 ? { errors } : { value, errors } };
}

/** Whether what the library says is not what Nix says, nor a part of it. */
function contradicts({ nix, ours }: Expected): boolean {
  if (ours === undefined) return false;
  const { value, errors = [] } = ours;
  const codes = errors.map((error) => error.split(' ')[0]);
  if ('error' in nix) return !codes.includes(nix.error) && !holdsUnknown(value);
  if (codes.includes('unresolved')) return false;
  return !agrees(value, nix.value) || codes.length > 0;
}

function holdsUnknown(data: unknown): boolean {
  return JSON.stringify(data).includes('«unknown');
}

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([name, value]) => [name, sorted(value)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function fileOf(topic: string): string {
  return join(cases, `${topic}.json`);
}

function readExpected(topic: string): Readonly<Record<string, Expected>> {
  const file = fileOf(topic);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
