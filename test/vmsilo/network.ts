import type { Diagnostic } from '../../src/report/diagnostic.ts';
import type { Span } from '../../src/report/span.ts';
import { computeInjections } from '../../src/vmsilo/compute.ts';
import { type NetworkView, viewNetwork } from '../../src/vmsilo/network-view.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import { given, type Known, type Network, type Vm } from '../../src/vmsilo/vm.ts';

/** A VM as a test writes it. What is left out has the option's default; `unread` could not be read. */
export interface VmSketch {
  readonly netvm?: string | typeof unread;
  readonly subnet?: string | typeof unread;
  readonly isNetvm?: boolean | typeof unread;
  readonly interfaces?: readonly string[] | typeof unread;
}

export const unread: unique symbol = Symbol('unread');

export const entry: Span = placeNamed('entry');

/** A network of which each value's place is named after it: `a` for the VM's name, `a.netvm` for its netvm. */
export function networkOf(
  vms: Readonly<Record<string, VmSketch>>,
  range: string | typeof unread = '10.200.0.0/16',
): Network {
  return {
    netvmRange: () => known('range', range),
    vms: Object.keys(vms)
      .sort()
      .map((name) => vmOf(name, vms[name] ?? {})),
    lost: () => [],
  };
}

/** What the rules find, one line each: `place: code: message`. */
export function findings(
  vms: Readonly<Record<string, VmSketch>>,
  range?: string | typeof unread,
): readonly string[] {
  return diagnosticsOf(vms, range).map(
    ({ span, code, message }) => `${span.source.path}: ${code}: ${message}`,
  );
}

export function diagnosticsOf(
  vms: Readonly<Record<string, VmSketch>>,
  range?: string | typeof unread,
): readonly Diagnostic[] {
  return computeInjections(networkOf(vms, range), entry).diagnostics;
}

/** The network, planned and to be looked at. */
export function viewOf(
  vms: Readonly<Record<string, VmSketch>>,
  range?: string | typeof unread,
): NetworkView {
  const network = networkOf(vms, range);
  return viewNetwork(network, planNetwork(network, entry), { enabled: true, allocator: null });
}

/** The related places of a diagnostic, one line each. */
export function relatedPlaces(diagnostic: Diagnostic | undefined): readonly string[] {
  return (diagnostic?.related ?? []).map(({ span, message }) => `${span.source.path}: ${message}`);
}

function vmOf(name: string, sketch: VmSketch): Vm {
  return {
    name,
    span: placeNamed(name),
    lost: () => [],
    netvm: known(`${name}.netvm`, sketch.netvm ?? null),
    netvmSubnet: () => known(`${name}.subnet`, sketch.subnet ?? null),
    isNetvm: () => known(`${name}.isNetvm`, sketch.isNetvm ?? false),
    interfaces: () => known(`${name}.interfaces`, sketch.interfaces ?? []),
    color: () => null,
  };
}

function known<T>(place: string, value: T | typeof unread): Known<T> | null {
  return value === unread ? null : given(value, placeNamed(place));
}

export function placeNamed(path: string): Span {
  return { source: { path, text: '' }, start: 0, end: 0 };
}
