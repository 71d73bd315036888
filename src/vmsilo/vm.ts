import type { LossReason } from '../modules/option.ts';
import type { Related } from '../report/diagnostic.ts';
import type { Span } from '../report/span.ts';
import type { Ingredient } from '../resolve/ingredients.ts';

/** A value that was read, the expression that gave it, and the other places on its way. */
export interface Known<T> {
  readonly value: T;
  readonly span: Span;
  readonly related: readonly Related[];
  /** The definitions of the option that do not make the value. */
  readonly lost: () => readonly LostPlace[];
  /** What the expression that gave it names. */
  readonly madeFrom: () => readonly Ingredient[];
  /** Whether it is vmsilo's default, because nothing sets the option. */
  readonly isDefault: boolean;
}

/** A value that was given at a place, as it is. */
export function given<T>(value: T, span: Span): Known<T> {
  return { value, span, related: [], lost: () => [], madeFrom: () => [], isDefault: false };
}

/** Where a definition stands that lost, and why it did. */
export interface LostPlace {
  /** Of its value, or its name; null for the default of an option that no file that was read declares. */
  readonly span: Span | null;
  readonly why: LossReason;
}

/**
 * A VM of `programs.vmsilo.nixosVms`, as far as the network needs it. Names and values are byte strings.
 *
 * What only some VMs need is read when asked for. `null` instead of a value: it could not be read, and that
 * has been reported.
 */
export interface Vm {
  readonly name: string;
  /** The name in the VM's first definition. */
  readonly span: Span;
  /** The definitions of the VM as a whole that do not make it: whatever they set is lost. */
  readonly lost: () => readonly LostPlace[];
  /** `network.netvm` */
  readonly netvm: Known<string | null> | null;
  /** `network.netvmSubnet` */
  readonly netvmSubnet: () => Known<string | null> | null;
  /** `network.isNetvm` */
  readonly isNetvm: () => Known<boolean> | null;
  /** The names of `network.interfaces`, sorted by bytes; null also where they are unknown, which is silent. */
  readonly interfaces: () => Known<readonly string[]> | null;
  /** `color`, in which vmsilo draws its windows; null also where it is unknown or not set, which is silent. */
  readonly color: () => string | null;
}

/** Everything the allocator reads. */
export interface Network {
  /** `programs.vmsilo.netvmRange` */
  readonly netvmRange: () => Known<string> | null;
  /** All VMs, sorted by name. */
  readonly vms: readonly Vm[];
  /** The definitions of `nixosVms` as a whole that do not make it: whatever VMs they have is lost. */
  readonly lost: () => readonly LostPlace[];
}
