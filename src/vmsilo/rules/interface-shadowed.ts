import { quote } from '../../report/quote.ts';
import { injectedInterfaces } from '../plan.ts';
import type { Rule } from './rule.ts';

/**
 * A VM's own `network.interfaces` has none of the names that its links take.
 *
 * The link's interface takes the place of the VM's own, whose addresses and bridge would silently be lost.
 */
export const interfaceShadowed: Rule = (plan) => {
  const injected = injectedInterfaces(plan);
  return plan.vms.flatMap((vm) => {
    const taken = new Set(injected.get(vm.name));
    if (taken.size === 0) return [];
    const own = vm.interfaces();
    if (own === null) return [];
    return own.value
      .filter((name) => taken.has(name))
      .map((name) => ({
        code: 'interface-shadowed',
        message: `the interface ${quote(name)} of ${quote(vm.name)} gives way to the one that its link brings`,
        help: 'give the interface another name, or leave it out',
        span: own.span,
        related: own.related,
      }));
  });
};
