import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { because } from '../client.ts';
import type { Link } from '../link.ts';
import type { Rule } from './rule.ts';

/**
 * VMs do not route through one another in a ring; each ring is reported once, at its first VM by name.
 *
 * Packets would go round until their time to live is over, and none would leave.
 */
export const netvmCycle: Rule = ({ links }) => rings(links).map(describe);

function describe(ring: readonly [Link, ...Link[]]): Diagnostic {
  const [first, ...others] = ring;
  const names = [...ring, first].map(({ client }) => quote(client));
  const { netvm } = first.of;
  return {
    code: 'netvm-cycle',
    message: `these VMs route through one another in a ring: ${names.join(' -> ')}`,
    help: 'let one of them route through a VM outside the ring, or `host`, or nothing',
    span: netvm.span,
    related: [
      ...netvm.related,
      ...others.map((link) =>
        because(link.of, `${quote(link.client)} routes through ${quote(link.netvm)}`),
      ),
    ],
  };
}

/** Every VM has at most one way on, so a walk that meets itself has found a ring. */
function rings(links: readonly Link[]): readonly (readonly [Link, ...Link[]])[] {
  const onward = new Map(links.map((link) => [link.client, link]));
  const seen = new Set<Link>();
  const found: (readonly [Link, ...Link[]])[] = [];
  for (const name of onward.keys()) {
    const walk = new Set<Link>();
    let link = onward.get(name);
    while (link !== undefined && !seen.has(link)) {
      seen.add(link);
      walk.add(link);
      link = onward.get(link.netvm);
    }
    if (link !== undefined && walk.has(link)) found.push(ringFrom([...walk], link));
  }
  return found;
}

/** The ring at the end of a walk, turned so that its first VM by name comes first. */
function ringFrom(walk: readonly Link[], start: Link): readonly [Link, ...Link[]] {
  const ring = walk.slice(walk.indexOf(start));
  const first = ring.reduce((a, b) => (b.client < a.client ? b : a));
  const at = ring.indexOf(first);
  return [first, ...ring.slice(at + 1), ...ring.slice(0, at)];
}
