import { createHash } from 'node:crypto';
import type { Client } from './client.ts';
import type { Plan } from './plan.ts';

/**
 * The SHA-256, in hexadecimal, of everything the injections are computed from, as `builtins.toJSON` prints it:
 * `{ range; vms }`, where `range` is the pool if some client has no manual subnet, else null, and `vms` maps every
 * VM to null, or a client to `{ netvm; netvmSubnet; }`. It can be computed from the evaluated
 * configuration, too, which tells whether the file is stale.
 *
 * @returns null if something of it could not be read
 */
export function hashInputs(plan: Plan): string | null {
  const unread = plan.vms.some((vm) => vm.netvm === null) || plan.clients.some(isUnread);
  const fromPool = plan.clients.some((client) => client.subnet.kind === 'pool');
  if (unread || (fromPool && plan.range === null)) return null;

  const clients = new Map(plan.clients.map((client) => [client.vm, client]));
  const vms = plan.vms.map((vm) => `${printText(vm.name)}:${printClient(clients.get(vm))}`);
  const range = printText(plan.range?.given.value ?? null);
  const json = `{"range":${range},"vms":{${vms.join(',')}}}`;
  return createHash('sha256').update(json, 'latin1').digest('hex');
}

function isUnread(client: Client): boolean {
  return client.subnet.kind === 'unread';
}

function printClient(client: Client | undefined): string {
  if (client === undefined) return 'null';
  const subnet = client.subnet.kind === 'manual' ? client.subnet.given.value : null;
  return `{"netvm":${printText(client.netvm.value)},"netvmSubnet":${printText(subnet)}}`;
}

/** Nix escapes what JavaScript does, and copies other bytes: one character a byte comes out as it went in. */
function printText(text: string | null): string {
  return JSON.stringify(text);
}
