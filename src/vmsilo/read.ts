import type { Configuration } from '../modules/configuration.ts';
import type { Merged, OptionReading } from '../modules/option.ts';
import { unresolved } from '../modules/problems.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import { set } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { compareBytes } from '../resolve/value.ts';
import { once } from './once.ts';
import { readMergedVm, readVmValue } from './read-vm.ts';
import type { Reader } from './reader.ts';
import { createReader, placesOf, readableOption, readKnown, useOf, wayOf } from './reader.ts';
import type { Known, Network, Vm } from './vm.ts';

/** What a configuration says of vmsilo. */
export interface VmsiloConfiguration {
  /** `programs.vmsilo.enable`: if it is false, there is nothing to inject; null where it is unknown, and taken as true. */
  readonly enabled: boolean | null;
  readonly network: Network;
}

const vmsilo = ['programs', 'vmsilo'];

const noNetwork: Network = { netvmRange: () => null, vms: [], lost: () => [] };

/** Reads `programs.vmsilo`. What can't be read is added to `diagnostics`. */
export function readVmsilo(
  configuration: Configuration,
  diagnostics: Diagnostic[],
): VmsiloConfiguration {
  const reader = createReader(configuration, diagnostics);
  diagnostics.push(...specialisationsIgnored(configuration));
  const found = reader.attempt(reader.entry, () => configuration.defines(vmsilo));
  if (found === null || found === 'no') {
    const isComplete = found === 'no' && !configuration.diagnostics.some(isError);
    if (isComplete) diagnostics.push(notFound(reader));
    return { enabled: null, network: noNetwork };
  }
  // Nix fails for any option if one of the definitions can't be matched with those that are declared.
  const config = reader.attempt(reader.entry, () => force(configuration.config));
  if (config === null) return { enabled: null, network: noNetwork };
  const enabled = readEnabled(configuration, reader);
  if (enabled === false) return { enabled, network: noNetwork };
  return {
    enabled,
    network: {
      netvmRange: once(() => readRange(configuration, reader)),
      ...readVms(configuration, reader),
    },
  };
}

function specialisationsIgnored(configuration: Configuration): readonly Diagnostic[] {
  return configuration.specialised(vmsilo).map(({ name, definition }) => ({
    code: 'specialisation-ignored',
    message: `the specialisation ${quote(name)} defines something under \`programs.vmsilo\`, which is left out: one file can't serve two networks`,
    help: 'keep the network of every specialisation the same, or leave the specialisation without the generated file',
    span: definition.span ?? configuration.entry,
    related: [],
  }));
}

function notFound({ entry }: Reader): Diagnostic {
  return {
    code: 'vmsilo-not-found',
    message: 'nothing under `programs.vmsilo` is defined in the files that were read',
    help: 'name the configuration that declares the VMs, or import the module that does',
    span: entry,
    related: [],
  };
}

function readEnabled(configuration: Configuration, reader: Reader): boolean | null {
  const { entry, diagnostics } = reader;
  const enable = readableOption(configuration, [], [...vmsilo, 'enable'], entry, reader);
  const value = enable && reader.attempt(entry, () => attempt(() => force(enable.value)));
  const span = (enable && useOf(enable)) ?? entry;
  if (value === false) {
    diagnostics.push({
      code: 'vmsilo-disabled',
      message: '`programs.vmsilo.enable` is false, so there is nothing to inject',
      help: 'set it to true, or remove the generated file',
      span: enable === null ? entry : wayOf(enable, entry).span,
      related: [],
    });
    return false;
  }
  if (isUnknown(value)) {
    diagnostics.push({
      code: 'vmsilo-enable-unknown',
      message: `\`programs.vmsilo.enable\` is taken as true: ${value.reason}`,
      help: 'nothing to do if another file sets it',
      span,
      related: [],
    });
  }
  return value === true ? true : null;
}

function readRange(configuration: Configuration, reader: Reader): Known<string> | null {
  const path = [...vmsilo, 'netvmRange'];
  const readable = readableOption(configuration, [], path, reader.entry, reader);
  if (readable === null) return null;
  return readKnown(readable, '`programs.vmsilo.netvmRange`', reader.entry, isString, reader);
}

function readVms(configuration: Configuration, reader: Reader): Pick<Network, 'vms' | 'lost'> {
  const path = [...vmsilo, 'nixosVms'];
  const reading = reader.attempt(reader.entry, () => readAll(configuration.option(path)));
  if (reading === null) return { vms: [], lost: () => [] };
  const { merged, option, value } = reading;
  const isPlain = option.apply === null && merged.entries !== null;
  const vms = isPlain ? readMerged(merged, reader) : readValue(value, merged, reader);
  return {
    vms: [...vms].sort((left, right) => compareBytes(left.name, right.name)),
    lost: placesOf(merged.lost),
  };
}

/** What fails when it is read does so here. */
function readAll(reading: OptionReading | null): OptionReading | null {
  return reading && { option: reading.option, merged: reading.merged, value: reading.value };
}

function readMerged(merged: Merged, reader: Reader): readonly Vm[] {
  const entries = reader.attempt(reader.entry, () => merged.entries?.() ?? null);
  if (entries === null) return [];
  if (entries.rest !== null) reportOpen(entries.rest, merged, reader);
  return [...entries.known].flatMap(([name, one]) => readMergedVm(name, one, reader) ?? []);
}

/** Where it hangs on something unknown how definitions merge, or an `apply` has changed what they came to. */
function readValue(slot: Slot, merged: Merged, reader: Reader): readonly Vm[] {
  const place = useOf(merged) ?? reader.entry;
  const value = reader.attempt(place, () => attempt(() => set(slot)));
  if (value === null) return [];
  if (isUnknown(value)) {
    reportOpen(value, merged, reader);
    return [];
  }
  if (value.rest !== null) reportOpen(value.rest, merged, reader);
  return [...value.attributes].map(([name, { slot: vm, span }]) =>
    readVmValue(name, vm, span ?? reader.entry, reader),
  );
}

function reportOpen(cause: Unknown, merged: Merged, reader: Reader): void {
  const span = useOf(merged) ?? reader.entry;
  reader.diagnostics.push(unresolved('which VMs there are', cause, span));
}

function isString(value: Value): value is string {
  return typeof value === 'string';
}
