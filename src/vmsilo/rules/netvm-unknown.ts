import { quote } from '../../report/quote.ts';
import { suggest } from '../../report/suggestion.ts';
import type { Rule } from './rule.ts';

/**
 * A VM's netvm is a VM of this configuration, or the host.
 *
 * Otherwise the client would have an upstream interface on a bridge that nobody else is on.
 */
export const netvmUnknown: Rule = ({ vms, clients }) => {
  const names = ['host', ...vms.map((vm) => vm.name)];
  return clients
    .filter((client) => client.gateway.kind === 'missing')
    .map(({ netvm, vm }) => {
      const meant = suggest(
        netvm.value,
        names.filter((name) => name !== vm.name),
      );
      return {
        code: 'netvm-unknown',
        message: `there is no VM ${quote(netvm.value)} to route through`,
        help:
          meant === null
            ? 'name a VM of `programs.vmsilo.nixosVms`, or `host`'
            : `did you mean ${quote(meant)}?`,
        span: netvm.span,
        related: netvm.related,
      };
    });
};
