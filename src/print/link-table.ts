import { count } from '../report/count.ts';
import { painter } from '../report/paint.ts';
import { show } from '../report/quote.ts';
import { columns } from '../report/width.ts';
import type { NetworkView } from '../vmsilo/network-view.ts';

/** A table of all links, by client, and the VMs without one. For people. */
export function printLinkTable({ vms }: NetworkView, colour: boolean): string {
  const paint = painter(colour);
  const links = vms.flatMap(({ link }) => link ?? []);
  const rows = links.map(({ client, netvm, bridge, addresses }) => [
    show(client),
    show(netvm),
    show(bridge ?? '-'),
    addresses?.client ?? '?',
    addresses?.netvm ?? '?',
  ]);
  const lines = aligned([titles, ...rows]);
  const apart = vms.filter(({ link }) => link === null);
  const [without, broken] = [true, false].map((isFree) =>
    apart.filter(({ netvm }) => (netvm?.value === null) === isFree).map(({ name }) => show(name)),
  );
  const [head = '', ...body] = lines;
  return [
    ...(rows.length === 0 ? [] : [paint('bold', head), ...body, '']),
    `${count(links.length, 'link')}, ${count(vms.length, 'VM')}`,
    ...listed('without a netvm', without),
    ...listed('with one that is wrong or unknown', broken),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function listed(title: string, names: readonly string[] = []): readonly string[] {
  return names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];
}

const titles = ['client', 'netvm', 'bridge', 'client has', 'netvm has'];

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => columns(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columns(cell)))
      .join('  ')
      .trimEnd(),
  );
}
