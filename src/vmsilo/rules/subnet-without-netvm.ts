import { quote } from '../../report/quote.ts';
import { asSet } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * Only a client has a use for `network.netvmSubnet`.
 *
 * The VM would have no link at all: most likely its `network.netvm` was forgotten.
 */
export const subnetWithoutNetvm: Rule = ({ vms }) =>
  vms.flatMap((vm) => {
    if (vm.netvm === null || vm.netvm.value !== null) return [];
    const subnet = asSet(vm.netvmSubnet());
    if (subnet === null) return [];
    return {
      code: 'subnet-without-netvm',
      message: `${quote(vm.name)} has a \`network.netvmSubnet\`, and no \`network.netvm\` to use it for`,
      help: 'set `network.netvm`, or leave the subnet out',
      span: subnet.span,
      related: subnet.related,
    };
  });
