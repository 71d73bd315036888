import type { Related } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { because } from '../client.ts';
import type { Plan } from '../plan.ts';
import type { Vm } from '../vm.ts';
import type { Rule } from './rule.ts';

/**
 * A VM in a link has a name of letters, digits, `_` and `-` that does not start with `-` and is not all digits.
 *
 * The names of bridges, TAPs and guest interfaces are made from it, and stand in nftables rules: other characters
 * end a name there or make it a wildcard, and systemd refuses interface names of digits only.
 */
export const nameInvalid: Rule = (plan) =>
  [...linkedVms(plan)]
    .filter(([{ name }]) => !/^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(name) || /^[0-9]*$/.test(name))
    .map(([vm, related]) => ({
      code: 'name-invalid',
      message: `${quote(vm.name)} can't be the name of a VM in a link: interfaces are named after it`,
      help: 'use letters, digits, `_` and `-`, at least one of them not a digit, and no `-` at the start',
      span: vm.span,
      related: [related],
    }));

/** Every client and every VM that is a netvm, with the place that says so. */
function linkedVms({ clients }: Plan): ReadonlyMap<Vm, Related> {
  const linked = new Map<Vm, Related>();
  for (const client of clients) {
    const reason = because(client, 'it is in a link because of this');
    linked.set(client.vm, reason);
    const { gateway } = client;
    if (gateway.kind === 'vm' && !linked.has(gateway.vm)) linked.set(gateway.vm, reason);
  }
  return linked;
}
