import { encode } from '../report/utf8.ts';
import { compareBytes } from '../resolve/value.ts';
import type { Data } from './data.ts';
import { isAttributes, isList } from './data.ts';
import type { EvaluatedNetwork, EvaluatedVm } from './evaluated-network.ts';
import type { NetworkView, ValueView, VmView } from './network-view.ts';
import { interfacesOf } from './vm-interfaces.ts';

/** A value that is not what it should be. Names are byte strings. */
export interface Difference {
  /** Null for what is not of one VM. */
  readonly vm: string | null;
  /** What differs: an option below the VM, or below `programs.vmsilo`; a place in the generated file; null for the VM itself. */
  readonly attribute: string | null;
  /** What was computed here; undefined if it is not there. */
  readonly ours: Data | undefined;
  /** What Nix has; undefined if it is not there. */
  readonly theirs: Data | undefined;
  /** How ours came to be; null if nothing in the configuration says. */
  readonly view: ValueView<Data> | null;
}

/** How two networks compare. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many values were compared. */
  readonly compared: number;
  /** How many could not be, because they can't be known here. */
  readonly unknown: number;
}

/** Compares a network that was read with the same one evaluated, value by value. */
export function compareNetworks(view: NetworkView, evaluated: EvaluatedNetwork): Comparison {
  const tally = createTally();
  tally.compareKnown('programs.vmsilo.enable', view.enabled, evaluated.enable);
  if (view.enabled === false || (view.enabled === true && !evaluated.enable)) return tally;
  // The default of a pool that no link takes addresses from is vmsilo's own affair.
  const hangsOnRange = view.vms.some(({ link }) => link?.from === 'pool');
  if (hangsOnRange || view.range?.isDefault === false) {
    tally.compareValue(
      null,
      'programs.vmsilo.netvmRange',
      view.range,
      textOf(evaluated.netvmRange),
    );
  }
  const ours = new Map(view.vms.map((vm) => [vm.name, vm]));
  const theirs = new Map(
    Object.entries(evaluated.vms).map(([name, vm]) => [encode(name), vm] as const),
  );
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareBytes);
  for (const name of names) {
    const [our, their] = [ours.get(name), theirs.get(name)];
    if (our !== undefined && their !== undefined) compareVms(our, their, view, tally);
    else tally.compare(name, null, our && true, their && true, null);
  }
  return tally;
}

function compareVms(our: VmView, their: EvaluatedVm, { vms }: NetworkView, tally: Tally): void {
  const { name } = our;
  tally.compareValue(name, 'network.netvm', our.netvm, textOf(their.netvm));
  const subnet = textOf(their.netvmSubnet);
  tally.compareValue(name, 'network.netvmSubnet', our.netvmSubnet, subnet);
  tally.compareValue(name, 'network.isNetvm', our.isNetvm, their.isNetvm);
  const injected = interfacesOf(our, vms).filter(({ link }) => link !== null);
  const isOwn = (interfaceName: string): boolean =>
    injected.every((one) => one.name !== interfaceName);
  const own = our.interfaces && {
    ...our.interfaces,
    value: our.interfaces.value.filter(isOwn),
  };
  const theirOwn = their.interfaces.map(encode).filter(isOwn).sort(compareBytes);
  tally.compareValue(name, 'network.interfaces', own, theirOwn);
}

/**
 * Compares the value of a generated file with the injections that were computed, attribute by attribute.
 *
 * @param view of the network that they were computed from
 * @param file the file's value; any
 */
export function compareInjections(injections: Data, file: Data, view: NetworkView): Comparison {
  const tally = createTally();
  const ways = new Map(view.vms.map(({ name, netvm }) => [name, netvm]));
  const walk = (vm: string | null, path: readonly string[], ours?: Data, theirs?: Data): void => {
    if (!isAttributes(ours) || !isAttributes(theirs)) {
      // A netvm's interface is named after its client.
      const [, end = null] = path[0] === 'interfaces' ? path : [];
      const client = end === null || end === 'upstream' ? vm : end;
      const way = client === null ? null : (ways.get(client) ?? null);
      tally.compare(vm, path.length === 0 ? null : path.join('.'), ours, theirs, way);
      return;
    }
    const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareBytes);
    for (const name of names) {
      const below = vm === null ? [] : [...path, name];
      walk(vm ?? name, below, ours.get(name), theirs.get(name));
    }
  };
  walk(null, [], injections, file);
  return tally;
}

interface Tally extends Comparison {
  readonly compare: (
    vm: string | null,
    attribute: string | null,
    ours: Data | undefined,
    theirs: Data | undefined,
    view: ValueView<Data> | null,
  ) => void;
  /** Of what is not of one VM. Where ours is null, it can't be known. */
  readonly compareKnown: (attribute: string, ours: Data | null, theirs: Data) => void;
  /** The same of what has a way. */
  readonly compareValue: (
    vm: string | null,
    attribute: string,
    ours: ValueView<Data> | null,
    theirs: Data,
  ) => void;
}

function createTally(): Tally {
  const differences: Difference[] = [];
  let [compared, unknown] = [0, 0];
  const compare: Tally['compare'] = (vm, attribute, ours, theirs, view) => {
    compared += 1;
    if (!isSame(ours, theirs)) differences.push({ vm, attribute, ours, theirs, view });
  };
  return {
    differences,
    get compared() {
      return compared;
    },
    get unknown() {
      return unknown;
    },
    compare,
    compareKnown: (attribute, ours, theirs) => {
      if (ours === null) unknown += 1;
      else compare(null, attribute, ours, theirs, null);
    },
    compareValue: (vm, attribute, ours, theirs) => {
      if (ours === null) unknown += 1;
      else compare(vm, attribute, ours.value, theirs, ours);
    },
  };
}

function isSame(ours: Data | undefined, theirs: Data | undefined): boolean {
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null) {
    return ours === theirs;
  }
  if (isList(ours) || isList(theirs)) {
    if (!isList(ours) || !isList(theirs) || ours.length !== theirs.length) return false;
    return ours.every((element, index) => isSame(element, theirs[index]));
  }
  if (ours.size !== theirs.size) return false;
  return [...ours].every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)));
}

function textOf(text: string | null): string | null {
  return text === null ? null : encode(text);
}
