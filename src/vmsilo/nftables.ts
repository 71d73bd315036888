import { type Attributes, attributes } from './data.ts';

/**
 * The NixOS options of a machine that other VMs route through: forwarding, and two nftables tables. What clients
 * send is masqueraded on its way out, and never goes from one client to another.
 *
 * @param interfaces names of the interfaces that lead to the clients, at least one
 * @param tables names of the table for NAT and of the one for filtering
 */
export function gatewayModule(
  interfaces: readonly string[],
  tables: { readonly nat: string; readonly filter: string },
): Attributes {
  const clients = `{ ${interfaces.map((name) => `"${name}"`).join(', ')} }`;
  return attributes({
    boot: attributes({
      kernel: attributes({ sysctl: attributes({ 'net.ipv4.ip_forward': 1 }) }),
    }),
    networking: attributes({
      nftables: attributes({
        enable: true,
        tables: attributes({
          [tables.nat]: attributes({ family: 'ip', content: natChain(clients) }),
          [tables.filter]: attributes({ family: 'inet', content: filterChain(clients) }),
        }),
      }),
    }),
  });
}

function natChain(clients: string): string {
  return `chain postrouting {
  type nat hook postrouting priority srcnat;
  iifname ${clients} oifname != "lo" masquerade
}
`;
}

function filterChain(clients: string): string {
  return `chain forward {
  type filter hook forward priority filter;
  policy accept;
  ct state established,related accept
  iifname ${clients} oifname ${clients} drop
}
`;
}
