import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import type { Span } from '../../report/span.ts';
import { manualLower } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * No two clients have the same `network.netvmSubnet`; reported at the later by name.
 *
 * Two links would have the same addresses, and replies would go down either.
 */
export const subnetOverlap: Rule = ({ clients }) => {
  const owners = new Map<number, { readonly name: string; readonly given: Span }>();
  return clients.flatMap((client): Diagnostic[] => {
    const lower = manualLower(client);
    if (lower === null || client.subnet.kind !== 'manual') return [];
    const { given } = client.subnet;
    const owner = owners.get(lower);
    if (owner === undefined) {
      owners.set(lower, { name: client.vm.name, given: given.span });
      return [];
    }
    return [
      {
        code: 'subnet-overlap',
        message: `${quote(client.vm.name)} and ${quote(owner.name)} have the same subnet ${quote(given.value)}`,
        help: 'give one of them another /31, or none, to take one from the pool',
        span: given.span,
        related: [
          ...given.related,
          { message: `the subnet of ${quote(owner.name)}`, span: owner.given },
        ],
      },
    ];
  });
};
