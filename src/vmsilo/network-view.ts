import type { Related } from '../report/diagnostic.ts';
import { outward, type Span } from '../report/span.ts';
import type { Ingredient } from '../resolve/ingredients.ts';
import { type Client, manualLower } from './client.ts';
import { clientAddress, netvmAddress } from './link.ts';
import { type Plan, tapsOf } from './plan.ts';
import type { Tap } from './taps.ts';
import type { Known, LostPlace, Network } from './vm.ts';

/**
 * A network to be looked at: what was read of it, with the way of each value, and what was planned from it. Plain data.
 * Names and values are byte strings. `null` instead of a value: it can't be known.
 */
export interface NetworkView {
  /** `programs.vmsilo.enable`: if it is false, nothing else is read; null where it is unknown, and taken as true. */
  readonly enabled: boolean | null;
  /** vmsilo's `helpers.nix` where that allocated, by the name it was given; null where we did. */
  readonly allocator: string | null;
  /** `programs.vmsilo.netvmRange` */
  readonly range: ValueView<string> | null;
  /** Sorted by name. */
  readonly vms: readonly VmView[];
  /** The definitions of `nixosVms` as a whole that do not make it. */
  readonly lost: readonly LostPlace[];
}

export interface VmView {
  readonly name: string;
  readonly id: number;
  /** The name in the VM's first definition. */
  readonly span: Span;
  readonly lost: readonly LostPlace[];
  readonly netvm: ValueView<string | null> | null;
  readonly netvmSubnet: ValueView<string | null> | null;
  readonly isNetvm: ValueView<boolean> | null;
  /** Names of the VM's own interfaces. */
  readonly interfaces: ValueView<readonly string[]> | null;
  readonly color: string | null;
  /** The interfaces that it has in the end, and their names on the host. */
  readonly taps: readonly Tap[] | null;
  /** The way to its netvm; null if it has none, or if that can't be. */
  readonly link: LinkView | null;
}

/** A value, and how it came to be. */
export interface ValueView<T> {
  readonly value: T;
  /** The expression that gave it. */
  readonly span: Span;
  /** The other places on its way. */
  readonly related: readonly Related[];
  readonly lost: readonly LostPlace[];
  readonly madeFrom: readonly Ingredient[];
  /** Whether it is vmsilo's default, because nothing sets the option; then the places say nothing. */
  readonly isDefault: boolean;
}

export interface LinkView {
  /** A VM, or `host`. */
  readonly netvm: string;
  readonly client: string;
  /** Null for a client of the host. */
  readonly bridge: string | null;
  /** Null if it has none, because something is wrong. */
  readonly addresses: { readonly client: string; readonly netvm: string } | null;
  /** Whether they are those of `netvmSubnet`, or of the pool. */
  readonly from: 'netvmSubnet' | 'pool' | null;
  /** The client that has the slot of the pool which this one would have if it were alone. */
  readonly displacedBy: string | null;
}

/** Reads all of a network that can be known, needed or not. */
export function viewNetwork(
  { netvmRange, lost }: Network,
  plan: Plan,
  { enabled, allocator }: Pick<NetworkView, 'enabled' | 'allocator'>,
): NetworkView {
  const links = linksByClient(plan);
  const taps = tapsOf(plan);
  return {
    enabled,
    allocator,
    range: view(netvmRange()),
    lost: lost().map(lostOutward),
    vms: plan.vms.map((vm) => ({
      name: vm.name,
      id: plan.ids.get(vm.name) ?? 0,
      span: outward(vm.span),
      lost: vm.lost().map(lostOutward),
      netvm: view(vm.netvm),
      netvmSubnet: view(vm.netvmSubnet()),
      isNetvm: view(vm.isNetvm()),
      interfaces: view(vm.interfaces()),
      color: vm.color(),
      taps: taps.get(vm) ?? null,
      link: links.get(vm.name) ?? null,
    })),
  };
}

function linksByClient(plan: Plan): ReadonlyMap<string, LinkView> {
  const addressed = new Map(plan.addressed.map((link) => [link.client, link]));
  const displaced = new Map(
    (plan.placements ?? []).map(({ pair, displacedBy }) => [pair.client, displacedBy]),
  );
  return new Map(
    plan.links.map(({ netvm, client, bridge, of }) => {
      const link = addressed.get(client);
      return [
        client,
        {
          netvm,
          client,
          bridge,
          addresses:
            link === undefined ? null : { client: clientAddress(link), netvm: netvmAddress(link) },
          from: link === undefined ? null : sourceOf(of),
          displacedBy: displaced.get(client)?.client ?? null,
        },
      ];
    }),
  );
}

function sourceOf(client: Client): 'netvmSubnet' | 'pool' {
  return manualLower(client) === null ? 'pool' : 'netvmSubnet';
}

function view<T>(known: Known<T> | null): ValueView<T> | null {
  if (known === null) return null;
  const { value, span, related, lost, madeFrom, isDefault } = known;
  return {
    value,
    isDefault,
    span: outward(span),
    related: related.map((place) => ({ ...place, span: outward(place.span) })),
    lost: lost().map(lostOutward),
    madeFrom: madeFrom().map((one) => ({ ...one, span: one.span && outward(one.span) })),
  };
}

function lostOutward({ span, why }: LostPlace): LostPlace {
  return { span: span && outward(span), why };
}
