import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { because } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * No VM is named `host`, and no client of a VM `lo`, `all` or `default`.
 *
 * `network.netvm = "host"` means the host. The interface that a netvm has for a client bears the client's name: `lo`
 * exists already, and the kernel refuses `all` and `default`, which are directories of `/proc/sys/net/ipv4/conf`.
 */
export const nameReserved: Rule = ({ vms, links }) => [
  ...vms
    .filter(({ name }) => name === 'host')
    .map(
      ({ span }): Diagnostic => ({
        code: 'name-reserved',
        message: "a VM can't be named `host`: as a netvm, that is the host",
        help: 'give the VM another name',
        span,
        related: [],
      }),
    ),
  ...links
    .filter(({ gateway, client }) => gateway !== null && reserved.has(client))
    .map(
      ({ of, client, netvm }): Diagnostic => ({
        code: 'name-reserved',
        message: `a client can't be named ${quote(client)}: Linux keeps that name of an interface for itself`,
        help: 'give the VM another name',
        span: of.vm.span,
        related: [because(of, `${quote(netvm)} gets an interface of that name because of this`)],
      }),
    ),
];

const reserved = new Set(['lo', 'all', 'default']);
