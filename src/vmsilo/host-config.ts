import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { type Attributes, attributes } from './data.ts';
import { gatewayModule } from './nftables.ts';
import { type Plan, tapsOf } from './plan.ts';

/** A NixOS module for the host, or why it can't be made. */
export interface HostConfig {
  readonly module: Attributes | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes the host forward for its own clients, as a netvm does for its: for hosts that switch vmsilo's own rules off.
 * The tables are not named as vmsilo's, which would double the rules where both are loaded.
 *
 * `{ }` if the host has no clients. A client of which the interfaces are not all known has a TAP of unknown number:
 * that is `unresolved`.
 */
export function makeHostConfig(plan: Plan): HostConfig {
  const taps = tapsOf(plan);
  const clients = plan.links.filter((link) => link.gateway === null).map(({ of }) => of.vm);
  const diagnostics = clients
    .filter((vm) => !taps.has(vm))
    .map(
      (vm): Diagnostic => ({
        code: 'unresolved',
        message: `the host's TAP of ${quote(vm.name)} can't be named: the VM's interfaces can't be known`,
        help: 'write the names in its `network.interfaces` out, or do without `--host-config`',
        span: vm.span,
        related: [],
      }),
    );
  if (diagnostics.length > 0) return { module: null, diagnostics };
  if (clients.length === 0) return { module: attributes({}), diagnostics };
  const upstreams = clients.flatMap((vm) =>
    (taps.get(vm) ?? []).filter((tap) => tap.interface === 'upstream').map((tap) => tap.name),
  );
  const names = { nat: 'vmsilo-nixgen-host-nat', filter: 'vmsilo-nixgen-host-filter' };
  return { module: gatewayModule(upstreams, names), diagnostics };
}
