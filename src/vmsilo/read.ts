import type { Configuration } from '../modules/configuration.ts';
import { placeOf } from '../modules/merge-errors.ts';
import type { Definition, Level, Merged } from '../modules/option.ts';
import { unresolved } from '../modules/problems.ts';
import type { Diagnostic, Related } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import type { Span } from '../report/span.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { originOf } from '../resolve/provenance.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown, UnknownSignal } from '../resolve/unknown.ts';
import type { Value } from '../resolve/value.ts';
import { compareBytes } from '../resolve/value.ts';
import type { Known, Network, Vm } from './vm.ts';

/** What a configuration says of vmsilo. */
export interface VmsiloConfiguration {
  /** False only where `programs.vmsilo.enable` is false: there is nothing to inject. */
  readonly enabled: boolean;
  readonly network: Network;
}

const vmsilo = ['programs', 'vmsilo'];

/**
 * Reads `programs.vmsilo`. What can't be read is added to `diagnostics`.
 *
 * @param range a pool that stands for `netvmRange` where no definition sets it
 */
export function readVmsilo(
  configuration: Configuration,
  range: Known<string> | null,
  diagnostics: Diagnostic[],
): VmsiloConfiguration {
  const reader = createReader(configuration, diagnostics);
  const found = reader.attempt(configuration.entry, () => configuration.defines(vmsilo));
  if (found === false && !configuration.diagnostics.some(isError)) {
    diagnostics.push({
      code: 'vmsilo-not-found',
      message: 'nothing under `programs.vmsilo` is defined in the files that were read',
      help: 'name the configuration that declares the VMs, or import the module that does',
      span: configuration.entry,
      related: [],
    });
  }
  if (found !== true) return { enabled: true, network: { netvmRange: () => null, vms: [] } };
  if (!readEnabled(configuration, reader)) {
    return { enabled: false, network: { netvmRange: () => null, vms: [] } };
  }
  return {
    enabled: true,
    network: {
      netvmRange: memoise(() => readRange(configuration, range, reader)),
      vms: readVms(configuration, reader),
    },
  };
}

interface Reader {
  readonly configuration: Configuration;
  readonly diagnostics: Diagnostic[];
  /** What a computation gives; null if it fails, which is reported. */
  readonly attempt: <T>(fallback: Span, compute: () => T) => T | null;
}

function createReader(configuration: Configuration, diagnostics: Diagnostic[]): Reader {
  return {
    configuration,
    diagnostics,
    attempt: (fallback, compute) => {
      const { depth, calls } = stack;
      try {
        return compute();
      } catch (signal) {
        stack.depth = depth;
        stack.calls = calls;
        if (signal instanceof NixError) configuration.report(signal, fallback);
        else if (signal instanceof UnknownSignal) {
          diagnostics.push(unresolved('this', signal.unknown, fallback));
        } else throw signal;
        return null;
      }
    },
  };
}

function readEnabled(configuration: Configuration, reader: Reader): boolean {
  const { entry } = configuration;
  const merged = mergedAt(configuration, [...vmsilo, 'enable'], entry, reader);
  const value = reader.attempt(entry, () => attempt(() => force(merged?.value ?? null)));
  if (value === false) {
    reader.diagnostics.push({
      code: 'vmsilo-disabled',
      message: '`programs.vmsilo.enable` is false, so there is nothing to inject',
      help: 'set it to true, or remove the generated file',
      span: useOf(merged?.definitions[0]) ?? entry,
      related: [],
    });
    return false;
  }
  if (isUnknown(value)) {
    reader.diagnostics.push({
      code: 'vmsilo-enable-unknown',
      message: `\`programs.vmsilo.enable\` is taken as true: ${value.reason}`,
      help: 'nothing to do if another file sets it',
      span: useOf(merged?.definitions[0]) ?? entry,
      related: [],
    });
  }
  return true;
}

function readRange(
  configuration: Configuration,
  given: Known<string> | null,
  reader: Reader,
): Known<string> | null {
  const { entry } = configuration;
  const merged = mergedAt(configuration, [...vmsilo, 'netvmRange'], entry, reader);
  if (merged === null) return null;
  const isDefault = merged.definitions.every(({ file }) => file === '');
  const answered = given !== null && (isDefault || isUnknown(peek(merged, reader)));
  if (answered) return given;
  const known = readValue(merged, '`programs.vmsilo.netvmRange`', entry, isString, reader);
  if (given !== null && known !== null && known.value !== given.value) {
    reader.diagnostics.push({
      code: 'set-contradicts',
      message: `\`--range\` says ${quote(given.value)}, but the configuration says ${quote(known.value)}`,
      help: 'drop `--range`, or change `programs.vmsilo.netvmRange`',
      span: given.span,
      related: [{ message: 'it is set here', span: known.span }],
    });
    return null;
  }
  return known;
}

function peek(merged: Merged, reader: Reader): Value {
  return reader.attempt(reader.configuration.entry, () => attempt(() => force(merged.value)));
}

function readVms(configuration: Configuration, reader: Reader): readonly Vm[] {
  const { entry } = configuration;
  const merged = mergedAt(configuration, [...vmsilo, 'nixosVms'], entry, reader);
  if (merged === null) return [];
  if (isUnknown(merged.value)) {
    reader.diagnostics.push(
      unresolved('which VMs there are', merged.value, useOf(merged.definitions[0]) ?? entry),
    );
    return [];
  }
  const found = reader.attempt(entry, () => {
    const entries = merged.entries?.() ?? null;
    if (entries === null) force(merged.value);
    return entries;
  });
  if (found === null) return [];
  if (found.rest !== null) {
    const span = useOf(merged.definitions[0]) ?? entry;
    reader.diagnostics.push(unresolved('which VMs there are', found.rest, span));
  }
  const vms: Vm[] = [];
  for (const [name, one] of found.known) {
    const vm = readVm(name, one, reader);
    if (vm !== null) vms.push(vm);
  }
  return vms.sort((left, right) => compareBytes(left.name, right.name));
}

/** @returns null for a VM that does not exist */
function readVm(name: string, one: () => Merged, reader: Reader): Vm | null {
  const { entry } = reader.configuration;
  const merged = reader.attempt(entry, one);
  if (merged?.isDefined === false) return null;
  const span = firstPlace(merged?.definitions ?? []) ?? entry;
  if (merged !== null && typeof merged.isDefined !== 'boolean') {
    const what = `whether the VM ${quote(name)} exists`;
    reader.diagnostics.push(unresolved(what, merged.isDefined, span));
  }
  const level =
    merged === null || merged.isDefined !== true
      ? null
      : reader.attempt(span, () => {
          if (merged.submodule === null) force(merged.value);
          return merged.submodule?.() ?? null;
        });
  if (level === null) return { ...unreadable, name, span };
  const read = <T extends string | boolean | null>(
    option: string,
    isKind: (value: Value) => value is T,
  ): Known<T> | null => {
    const at = mergedAt(level, ['network', option], span, reader);
    if (at === null) return null;
    return readValue(at, `\`network.${option}\` of ${quote(name)}`, span, isKind, reader);
  };
  return {
    name,
    span,
    netvm: read('netvm', isStringOrNull),
    netvmSubnet: memoise(() => read('netvmSubnet', isStringOrNull)),
    isNetvm: memoise(() => read('isNetvm', isBoolean)),
    interfaces: memoise(() => readInterfaces(level, span)),
  };
}

const unreadable: Omit<Vm, 'name' | 'span'> = {
  netvm: null,
  netvmSubnet: () => null,
  isNetvm: () => null,
  interfaces: () => null,
};

function mergedAt(
  level: Level,
  path: readonly string[],
  fallback: Span,
  reader: Reader,
): Merged | null {
  return reader.attempt(fallback, () => level.option(path)?.merged ?? null);
}

function readValue<T extends string | boolean | null>(
  merged: Merged,
  what: string,
  fallback: Span,
  isKind: (value: Value) => value is T,
  reader: Reader,
): Known<T> | null {
  const [definition] = merged.definitions;
  const use = useOf(definition) ?? fallback;
  const value = reader.attempt(use, () => attempt(() => force(merged.value)));
  if (isUnknown(value)) {
    reader.diagnostics.push(unresolved(what, value, use));
    return null;
  }
  if (!isKind(value)) return null;
  return { value, ...wayOf(definition, fallback) };
}

/** Where a value was written, and the places it came through. */
function wayOf(
  definition: Definition | undefined,
  fallback: Span,
): { readonly span: Span; readonly related: readonly Related[] } {
  if (definition === undefined) return { span: fallback, related: [] };
  const { span, calls } = originOf(definition.slot);
  const place = span ?? definition.span ?? fallback;
  const related: Related[] = calls.map((call) => ({
    message: 'it comes from this call',
    span: call,
  }));
  const name = definition.span;
  if (name !== null && !isNear(name, place))
    related.push({ message: 'it is set here', span: name });
  return { span: place, related };
}

/** Whether a value follows its name on the same line. */
function isNear(name: Span, value: Span): boolean {
  if (name.source !== value.source || value.start < name.end) return false;
  return !name.source.text.slice(name.end, value.start).includes('\n');
}

/** The expression that a definition was written as; else its name. */
function useOf(definition: Definition | undefined): Span | null {
  if (definition === undefined) return null;
  const { slot } = definition;
  if (typeof slot === 'object' && slot?.kind === 'thunk' && slot.code.span !== null) {
    return slot.code.span;
  }
  return definition.span ?? placeOf(definition);
}

/** The name in the first of the definitions, by file and line. */
function firstPlace(definitions: readonly Definition[]): Span | null {
  const spans = definitions.flatMap(({ span }) => span ?? []);
  const [first, ...others] = spans;
  if (first === undefined) return null;
  return others.reduce((least, span) => {
    const order = compareBytes(span.source.path, least.source.path) || span.start - least.start;
    return order < 0 ? span : least;
  }, first);
}

/** Silent where they can't be known: only warnings and the host's own interfaces hang on them. */
function readInterfaces(level: Level, span: Span): Known<readonly string[]> | null {
  const { depth, calls } = stack;
  try {
    const merged = level.option(['network', 'interfaces'])?.merged;
    const entries = merged?.entries?.();
    if (merged === undefined || entries === undefined || entries.rest !== null) return null;
    const names: string[] = [];
    for (const [name, one] of entries.known) {
      const { isDefined } = one();
      if (typeof isDefined !== 'boolean') return null;
      if (isDefined) names.push(name);
    }
    const [definition] = merged.definitions;
    return { value: names.sort(compareBytes), ...wayOf(definition, span) };
  } catch (signal) {
    if (!(signal instanceof NixError || signal instanceof UnknownSignal)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    return null;
  }
}

function isString(value: Value): value is string {
  return typeof value === 'string';
}

function isStringOrNull(value: Value): value is string | null {
  return value === null || typeof value === 'string';
}

function isBoolean(value: Value): value is boolean {
  return typeof value === 'boolean';
}

function memoise<T>(compute: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}
