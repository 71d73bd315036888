import type { VmView } from './network-view.ts';

/** The way that a VM's packets take. */
export interface WayOut {
  /** The VM, its netvm, the netvm of that and so on; `host` at the end if they get there. */
  readonly stations: readonly string[];
  readonly end: WayEnd;
}

/**
 * Where it ends: at the host; at a VM that routes through nothing, and may have a device of its own; at one of which
 * that can't be known; at a name that is no VM's; or never, because it comes back to a VM that it has left.
 */
export type WayEnd = 'host' | 'vm' | 'unknown' | 'missing' | 'ring';

/** Finds the way of each of these VMs, by name. */
export function waysOut(vms: readonly VmView[]): (name: string) => WayOut {
  const byName = new Map(vms.map((vm) => [vm.name, vm]));
  return (name) => {
    const stations = [name];
    for (let at = byName.get(name); ; ) {
      if (at === undefined) return { stations, end: 'missing' };
      if (at.netvm === null) return { stations, end: 'unknown' };
      const next = at.netvm.value;
      if (next === null) return { stations, end: 'vm' };
      const isRing = stations.includes(next);
      stations.push(next);
      if (isRing) return { stations, end: 'ring' };
      if (next === 'host') return { stations, end: 'host' };
      at = byName.get(next);
    }
  };
}
