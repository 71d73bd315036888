import { isDeepStrictEqual } from 'node:util';
import { encode } from '../report/utf8.ts';
import { compareBytes } from '../resolve/value.ts';
import type { Data } from './data.ts';
import { isAttributes } from './data.ts';
import type { EvaluatedNetwork, EvaluatedVm } from './evaluated-network.ts';
import type { NetworkView, ValueView, VmView } from './network-view.ts';
import { interfacesIn, type VmInterface } from './vm-interfaces.ts';

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
  const enable =
    view.enabled === null
      ? null
      : pair(null, 'programs.vmsilo.enable', view.enabled, evaluated.enable);
  if (view.enabled === false || (view.enabled === true && !evaluated.enable)) {
    return summed([enable]);
  }
  // The default of a pool that no link takes addresses from is vmsilo's own affair.
  const hangsOnRange = view.vms.some(({ link }) => link?.from === 'pool');
  const isRangeCompared = hangsOnRange || view.range?.isDefault === false;
  const range = textOf(evaluated.netvmRange);
  const ours = new Map(view.vms.map((vm) => [vm.name, vm]));
  const theirs = new Map(
    Object.entries(evaluated.vms).map(([name, vm]) => [encode(name), vm] as const),
  );
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareBytes);
  const interfacesOf = interfacesIn(view.vms);
  return summed([
    enable,
    ...(isRangeCompared ? [pairOf(null, 'programs.vmsilo.netvmRange', view.range, range)] : []),
    ...names.flatMap((name) => {
      const [our, their] = [ours.get(name), theirs.get(name)];
      return our !== undefined && their !== undefined
        ? pairsOf(our, their, interfacesOf(our))
        : [pair(name, null, our && true, their && true)];
    }),
  ]);
}

function pairsOf(
  our: VmView,
  their: EvaluatedVm,
  interfaces: readonly VmInterface[],
): readonly Pair[] {
  const { name } = our;
  const injected = new Set(interfaces.flatMap((one) => (one.link === null ? [] : [one.name])));
  const isOwn = (interfaceName: string): boolean => !injected.has(interfaceName);
  const own = our.interfaces && {
    ...our.interfaces,
    value: our.interfaces.value.filter(isOwn),
  };
  const theirOwn = their.interfaces.map(encode).filter(isOwn).sort(compareBytes);
  return [
    pairOf(name, 'network.netvm', our.netvm, textOf(their.netvm)),
    pairOf(name, 'network.netvmSubnet', our.netvmSubnet, textOf(their.netvmSubnet)),
    pairOf(name, 'network.isNetvm', our.isNetvm, their.isNetvm),
    pairOf(name, 'network.interfaces', own, theirOwn),
  ];
}

/**
 * Compares the value of a generated file with the injections that were computed, attribute by attribute.
 *
 * @param view of the network that they were computed from
 * @param file the file's value; any
 */
export function compareInjections(injections: Data, file: Data, view: NetworkView): Comparison {
  const ways = new Map(view.vms.map(({ name, netvm }) => [name, netvm]));
  const walk = (
    vm: string | null,
    path: readonly string[],
    ours: Data | undefined,
    theirs: Data | undefined,
  ): readonly Pair[] => {
    if (!isAttributes(ours) || !isAttributes(theirs)) {
      // A netvm's interface is named after its client.
      const [, end = null] = path[0] === 'interfaces' ? path : [];
      const client = end === null || end === 'upstream' ? vm : end;
      const way = client === null ? null : (ways.get(client) ?? null);
      return [pair(vm, path.length === 0 ? null : path.join('.'), ours, theirs, way)];
    }
    const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareBytes);
    return names.flatMap((name) =>
      walk(vm ?? name, vm === null ? [] : [...path, name], ours.get(name), theirs.get(name)),
    );
  };
  return summed(walk(null, [], injections, file));
}

/** Two values that should be the same; null where ours can't be known. */
type Pair = Difference | null;

function pair(
  vm: string | null,
  attribute: string | null,
  ours: Data | undefined,
  theirs: Data | undefined,
  view: ValueView<Data> | null = null,
): Difference {
  return { vm, attribute, ours, theirs, view };
}

function pairOf(
  vm: string | null,
  attribute: string,
  ours: ValueView<Data> | null,
  theirs: Data,
): Pair {
  return ours && pair(vm, attribute, ours.value, theirs, ours);
}

function summed(pairs: readonly Pair[]): Comparison {
  const known = pairs.filter((one) => one !== null);
  return {
    differences: known.filter(({ ours, theirs }) => !isDeepStrictEqual(ours, theirs)),
    compared: known.length,
    unknown: pairs.length - known.length,
  };
}

function textOf(text: string | null): string | null {
  return text === null ? null : encode(text);
}
