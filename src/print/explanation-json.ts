import { printJson } from '../report/json-text.ts';
import { type PlainPlace, plainPlace } from '../report/plain-place.ts';
import type { Span } from '../report/span.ts';
import { decode } from '../report/utf8.ts';
import type { LinkView, NetworkView, ValueView, VmView } from '../vmsilo/network-view.ts';
import type { LostPlace } from '../vmsilo/vm.ts';
import { interfacesIn } from '../vmsilo/vm-interfaces.ts';
import { waysOut } from '../vmsilo/way-out.ts';
import type { Assumption } from './explanation.ts';

/** Counts up when a field is removed or changes its meaning. */
const version = 1;

/**
 * What {@link printExplanation} tells, for tools: one JSON object and a newline. `docs/explain.md` tells its shape.
 *
 * @param vms those to tell of
 */
export function printExplanationJson(
  view: NetworkView,
  vms: readonly VmView[],
  assumptions: readonly Assumption[],
  workingFolder: string,
): string {
  const place: PlaceOf = (span) => plainPlace(span, workingFolder);
  const told = {
    version,
    enabled: view.enabled,
    allocator: textOrNull(view.allocator),
    netvmRange: plainValue(view.range, decode, place),
    lost: view.lost.map((one) => lostOf(one, place)),
    vms: vms.map(plainVms(view, place)),
    assumptions: assumptions.map(({ message, span }) => ({ message, place: place(span) })),
  };
  return `${printJson(told, 2)}\n`;
}

export type PlaceOf = (span: Span) => PlainPlace;

function plainVms({ vms }: NetworkView, place: PlaceOf) {
  const [wayOf, interfacesOf] = [waysOut(vms), interfacesIn(vms)];
  return (vm: VmView) => {
    const way = wayOf(vm.name);
    return {
      name: decode(vm.name),
      id: vm.id,
      place: place(vm.span),
      lost: vm.lost.map((one) => lostOf(one, place)),
      color: textOrNull(vm.color),
      way: { stations: way.stations.map(decode), end: way.end },
      netvm: plainValue(vm.netvm, textOrNull, place),
      netvmSubnet: plainValue(vm.netvmSubnet, textOrNull, place),
      isNetvm: plainValue(vm.isNetvm, (value) => value, place),
      link: vm.link && linkOf(vm.link),
      interfaces: interfacesOf(vm).map(({ name, tap, link, end }) => ({
        name: decode(name),
        tap: textOrNull(tap),
        end,
        link: link && linkOf(link),
      })),
    };
  };
}

export function textOrNull(value: string | null): string | null {
  return value === null ? null : decode(value);
}

function linkOf({ netvm, client, bridge, addresses, from, displacedBy }: LinkView) {
  return {
    netvm: decode(netvm),
    client: decode(client),
    bridge: textOrNull(bridge),
    clientAddress: addresses?.client ?? null,
    netvmAddress: addresses?.netvm ?? null,
    from,
    displacedBy: textOrNull(displacedBy),
  };
}

/** How a value came to be. */
export function plainValue<T, P>(one: ValueView<T> | null, plain: (value: T) => P, place: PlaceOf) {
  if (one === null) return null;
  const { value, isDefault, span, related, madeFrom, lost } = one;
  return {
    value: plain(value),
    isDefault,
    place: isDefault ? null : place(span),
    through: isDefault ? [] : related.map(({ message, span }) => ({ message, place: place(span) })),
    madeFrom: madeFrom.map(({ expression, value, span }) => ({
      expression: decode(expression),
      value: typeof value === 'string' ? decode(value) : value,
      place: span && place(span),
    })),
    lost: lost.map((definition) => lostOf(definition, place)),
  };
}

function lostOf({ span, why }: LostPlace, place: PlaceOf) {
  return { place: span && place(span), why };
}
