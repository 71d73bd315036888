import { maxInterfaceName } from './bridges.ts';

/** vmsilo numbers the TAPs of a VM from here. */
const firstNumber = 22;

/** The TAP on the host of one interface of a VM. */
export interface Tap {
  readonly vm: string;
  readonly interface: string;
  readonly name: string;
}

/**
 * The TAPs of a VM, as vmsilo names them: by the interface's place among the sorted names.
 *
 * @param interfaces names of all interfaces, the VM's own and the injected ones, in any order, repeated or not
 */
export function nameTaps(vm: string, id: number, interfaces: readonly string[]): readonly Tap[] {
  const sorted = [...new Set(interfaces)].sort();
  return sorted.map((name, index) => ({ vm, interface: name, name: tapName(vm, id, index) }));
}

function tapName(vm: string, id: number, index: number): string {
  const number = `-${firstNumber + index}`;
  if (vm.length + number.length <= maxInterfaceName) return `${vm}${number}`;
  const suffix = `${id}${number}`;
  return `${vm.slice(0, maxInterfaceName - suffix.length)}${suffix}`;
}
