import { type Address, printAddress } from './cidr.ts';
import type { Client } from './client.ts';
import type { Vm } from './vm.ts';

/** A client and what it routes through. */
export interface Link {
  /** The netvm's name; `host` for the host. */
  readonly netvm: string;
  /** The client's name. */
  readonly client: string;
  readonly of: Client;
  /** Null for the host. */
  readonly gateway: Vm | null;
  /** The bridge that joins the two; null for a client of the host, which needs none. */
  readonly bridge: string | null;
}

/** A link that has its /31. */
export interface AddressedLink extends Link {
  /** The client's address, even. */
  readonly lower: Address;
}

export function clientAddress(link: AddressedLink): string {
  return printAddress(link.lower);
}

export function netvmAddress(link: AddressedLink): string {
  return printAddress(link.lower + 1);
}
