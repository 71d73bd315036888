import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { type Client, manualLower } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * No two clients have the same `network.netvmSubnet`; reported at the later by name.
 *
 * Two links would have the same addresses, and replies would go down either.
 */
export const subnetOverlap: Rule = ({ clients }) => {
  const owners = new Map<number, Client>();
  return clients.flatMap((client): Diagnostic[] => {
    const lower = manualLower(client);
    if (lower === null || client.subnet.kind !== 'manual') return [];
    const owner = owners.get(lower);
    if (owner === undefined) {
      owners.set(lower, client);
      return [];
    }
    const { given } = client.subnet;
    const first = owner.subnet.kind === 'manual' ? owner.subnet.given.span : owner.vm.span;
    return [
      {
        code: 'subnet-overlap',
        message: `${quote(client.vm.name)} and ${quote(owner.vm.name)} have the same subnet ${quote(given.value)}`,
        help: 'give one of them another /31, or none, to take one from the pool',
        span: given.span,
        related: [
          ...given.related,
          { message: `the subnet of ${quote(owner.vm.name)}`, span: first },
        ],
      },
    ];
  });
};
