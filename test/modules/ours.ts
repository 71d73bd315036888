import { dirname } from 'node:path';
import { startReading } from '../../src/modules/nixpkgs.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { locate } from '../../src/report/location.ts';
import { isError } from '../../src/report/report.ts';
import { decode, encode } from '../../src/report/utf8.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { UnknownSignal } from '../../src/resolve/unknown.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { readVmsilo } from '../../src/vmsilo/read.ts';
import type { Known, Vm } from '../../src/vmsilo/vm.ts';
import { readModules } from './read-modules.ts';

await loadParser();

/** What the library says of a case. */
export interface Answer {
  /** What evaluate.nix gives; what is unknown is `«unknown: subject»`, the unknown rest of a list `«unknown rest: subject»`, what failed is `«failed»`. */
  readonly value: unknown;
  /** The errors: `code file:line:column`, sorted. */
  readonly errors: readonly string[];
}

const surroundings = `${import.meta.dirname}/surroundings.nix`;

/** Evaluates a case's module, a file, with the library. */
export function askOurs(entry: string): Answer {
  resetStack(defaultLimits, stackBudget);
  const configuration = readModules([surroundings, entry]);
  const found: Diagnostic[] = [];
  const result = settle(
    () => configuration.option(['result'])?.value ?? null,
    (error) => configuration.report(error, configuration.entry),
  );
  const { network } = readVmsilo(configuration, found);
  const vms = network.vms.map((vm) => [decode(vm.name), showVm(vm)]);
  const value = {
    result,
    range: showKnown(network.netvmRange()),
    vms: Object.fromEntries(vms),
  };
  const errors = [...configuration.diagnostics, ...found].filter(isError);
  return { value, errors: [...new Set(errors.map((error) => placed(error, entry)))].sort() };
}

/** The attributes of the set that a file holds. */
export function attributeNames(file: string): readonly string[] {
  resetStack(defaultLimits, stackBudget);
  const files = openFiles({ root: '/', outputs: [], maxBytes: defaultMaxBytes });
  const value = force(startReading(files).evaluation.importFile(encode(file)));
  if (typeof value !== 'object' || value?.kind !== 'set') throw new Error(`${file} holds no set`);
  return [...value.attributes.keys()].map(decode);
}

/** What the test runner's stack carries. */
export const stackBudget = 6_000;

function showVm(vm: Vm): unknown {
  return {
    netvm: showKnown(vm.netvm),
    netvmSubnet: showKnown(vm.netvmSubnet()),
    isNetvm: showKnown(vm.isNetvm()),
    interfaces: showKnown(vm.interfaces()),
  };
}

function showKnown(known: Known<unknown> | null): unknown {
  if (known === null) return failed;
  const { value } = known;
  return typeof value === 'string' ? decode(value) : value;
}

/** Stands for what could not be read. */
export const failed = '«failed»';

function settle(slot: () => Slot, report: (error: NixError) => void): unknown {
  try {
    return toData(slot());
  } catch (signal) {
    if (signal instanceof UnknownSignal) return unknownData(signal.unknown.subject);
    if (!(signal instanceof NixError)) throw signal;
    report(signal);
    return failed;
  }
}

function toData(slot: Slot): unknown {
  const value = force(slot);
  if (typeof value === 'string') return decode(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  switch (value.kind) {
    case 'float':
      return value.value;
    case 'path':
      return decode(value.path);
    case 'list': {
      const items = value.items.map(toData);
      return value.rest === null ? items : [...items, `${more}${decode(value.rest.subject)}»`];
    }
    case 'set': {
      const outPath = value.attributes.get('outPath');
      if (outPath !== undefined) return toData(outPath.slot);
      const entries = [...value.attributes].map(([name, { slot: inner }]) => [
        decode(name),
        toData(inner),
      ]);
      if (value.rest !== null) entries.push(['…', unknownData(value.rest.subject)]);
      return Object.fromEntries(entries);
    }
    case 'unknown':
      return unknownData(value.subject);
    case 'lambda':
    case 'primop':
      return '«function»';
  }
}

/** Stands for what else a list may have, up to its end. */
const more = '«unknown rest: ';

function unknownData(subject: string): string {
  return `«unknown: ${decode(subject)}»`;
}

/** Whether data of {@link Answer} says nothing else than what Nix says. */
export function agrees(ours: unknown, nix: unknown): boolean {
  if (typeof ours === 'string' && /^«(unknown: .*|failed)»$/s.test(ours)) return true;
  if (typeof ours !== 'object' || ours === null) return Object.is(ours, nix);
  if (typeof nix !== 'object' || nix === null) return false;
  if (Array.isArray(ours)) {
    const last: unknown = ours.at(-1);
    const isOpen = typeof last === 'string' && last.startsWith(more);
    const items = isOpen ? ours.slice(0, -1) : ours;
    return (
      Array.isArray(nix) &&
      (isOpen ? items.length <= nix.length : items.length === nix.length) &&
      items.every((item, at) => agrees(item, nix[at]))
    );
  }
  const theirs = new Map(Object.entries(nix));
  const known = Object.entries(ours).filter(([name]) => name !== '…');
  const complete = known.length === Object.keys(ours).length;
  if (complete && known.length !== theirs.size) return false;
  return known.every(([name, value]) => theirs.has(name) && agrees(value, theirs.get(name)));
}

function placed({ code, span }: Diagnostic, entry: string): string {
  const { line, column } = locate(span.source, span.start);
  const folder = `${dirname(entry)}/`;
  const path = decode(span.source.path)
    .replace(folder, '')
    .replace(`${import.meta.dirname}/`, '');
  return `${code} ${path}:${line}:${column}`;
}
