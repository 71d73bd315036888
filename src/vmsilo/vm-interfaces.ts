import { groupBy } from './group.ts';
import type { LinkView, VmView } from './network-view.ts';

/** A network interface of a VM, as the VM has it. */
export interface VmInterface {
  readonly name: string;
  /** Its name on the host; null if that hangs on interfaces that can't be known. */
  readonly tap: string | null;
  /** Null for one that the configuration itself gives the VM. */
  readonly link: LinkView | null;
  /** Which end of the link it is. */
  readonly end: 'client' | 'netvm' | null;
}

/** Finds the interfaces of each of these VMs: its own and those of its links, sorted by name. */
export function interfacesIn(vms: readonly VmView[]): (vm: VmView) => readonly VmInterface[] {
  const served = groupBy(
    vms.flatMap(({ link }) => link ?? []),
    ({ netvm }) => netvm,
  );
  return (vm) => {
    const taps = new Map((vm.taps ?? []).map((tap) => [tap.interface, tap.name]));
    const found = new Map<string, VmInterface>();
    const add = (name: string, link: LinkView | null, end: VmInterface['end']): void => {
      found.set(name, { name, tap: taps.get(name) ?? null, link, end });
    };
    for (const name of vm.interfaces?.value ?? []) add(name, null, null);
    if (vm.link !== null) add('upstream', vm.link, 'client');
    for (const link of served.get(vm.name) ?? []) add(link.client, link, 'netvm');
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  };
}
