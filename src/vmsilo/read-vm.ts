import type { Level, Merged } from '../modules/option.ts';
import { unresolved } from '../modules/problems.ts';
import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { attribute } from '../resolve/apply.ts';
import { set } from '../resolve/demand.ts';
import { quietly } from '../resolve/join.ts';
import { originOf } from '../resolve/provenance.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { compareBytes } from '../resolve/value.ts';
import { once } from './once.ts';
import type { Readable, Reader } from './reader.ts';
import { firstPlace, isDefault, placesOf, readableOption, readKnown, wayOf } from './reader.ts';
import type { Known, Vm } from './vm.ts';

/**
 * A VM as its definitions make it.
 *
 * @returns null for one that does not exist, because all its definitions are discharged
 */
export function readMergedVm(name: string, one: () => Merged, reader: Reader): Vm | null {
  const merged = reader.attempt(reader.entry, one);
  if (merged?.isDefined === false) return null;
  const span = firstPlace(merged?.definitions ?? []) ?? reader.entry;
  const lost = merged === null ? noneLost : placesOf(merged.lost);
  if (merged !== null && typeof merged.isDefined !== 'boolean') {
    const what = `whether the VM ${quote(name)} exists`;
    reader.diagnostics.push(unresolved(what, merged.isDefined, span));
  }
  if (merged === null || merged.isDefined !== true) return { ...unreadable, name, span, lost };
  if (merged.submodule === null) return readVmValue(name, merged.value, span, reader);
  const level = reader.attempt(span, merged.submodule);
  if (level === null) return { ...unreadable, name, span, lost };
  const location = ['programs', 'vmsilo', 'nixosVms', name];
  const option = (path: string): Readable | null =>
    readableOption(level, location, ['network', path], span, reader);
  return {
    ...readVm(name, span, option, reader),
    lost,
    // Only warnings and the host's own interfaces hang on this.
    interfaces: once(() => quietly(() => interfacesOf(level, span))),
    color: once(() => quietly(() => colorOf(level))),
  };
}

/** A VM of which only the value is known, and not how its definitions made it. */
export function readVmValue(name: string, vm: Slot, place: Span, reader: Reader): Vm {
  const span = originOf(vm).span ?? place;
  const select = (path: string): Slot =>
    delay(() => attribute(set(attribute(set(vm), 'network')), path));
  return {
    ...readVm(
      name,
      span,
      (path) => ({ value: select(path), definitions: [], lost: noneLost, option: null }),
      reader,
    ),
    lost: noneLost,
    interfaces: () => null,
    color: () => null,
  };
}

const noneLost = (): readonly [] => [];

const unreadable: Omit<Vm, 'name' | 'span' | 'lost'> = {
  netvm: null,
  netvmSubnet: () => null,
  isNetvm: () => null,
  interfaces: () => null,
  color: () => null,
};

function readVm(
  name: string,
  span: Span,
  option: (path: string) => Readable | null,
  reader: Reader,
): Omit<Vm, 'interfaces' | 'color' | 'lost'> {
  const read = <T extends string | boolean | null>(
    path: string,
    isKind: (value: Value) => value is T,
  ): Known<T> | null => {
    const readable = option(path);
    if (readable === null) return null;
    return readKnown(readable, `\`network.${path}\` of ${quote(name)}`, span, isKind, reader);
  };
  return {
    name,
    span,
    netvm: read('netvm', isStringOrNull),
    netvmSubnet: once(() => read('netvmSubnet', isStringOrNull)),
    isNetvm: once(() => read('isNetvm', isBoolean)),
  };
}

function interfacesOf(level: Level, span: Span): Known<readonly string[]> | null {
  const reading = level.option(['network', 'interfaces']);
  const merged = reading?.merged;
  const entries = merged?.entries?.();
  if (merged === undefined || entries === undefined || reading?.option.apply != null) return null;
  if (entries.rest !== null) return null;
  const names: string[] = [];
  for (const [name, one] of entries.known) {
    const { isDefined } = one();
    if (typeof isDefined !== 'boolean') return null;
    if (isDefined) names.push(name);
  }
  return {
    value: names.sort(compareBytes),
    ...wayOf(merged, span),
    lost: placesOf(merged.lost),
    madeFrom: () => [],
    isDefault: isDefault(merged),
  };
}

function colorOf(level: Level): string | null {
  const value = force(level.option(['color'])?.value ?? null);
  return typeof value === 'string' ? value : null;
}

function isStringOrNull(value: Value): value is string | null {
  return value === null || typeof value === 'string';
}

function isBoolean(value: Value): value is boolean {
  return typeof value === 'boolean';
}
