import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import type { Span } from '../../report/span.ts';
import { because } from '../client.ts';
import { type Plan, tapsOf } from '../plan.ts';
import type { Rule } from './rule.ts';

/**
 * No two interfaces of one machine have the same name: neither a netvm's `upstream` and its client of that name, nor
 * two of the host's bridges and TAPs; reported at the later of the two VMs by name.
 *
 * The second could not be created, or would take the first one's place.
 */
export const interfaceCollision: Rule = (plan) => [
  ...upstreamCollisions(plan),
  ...hostCollisions(plan),
];

function upstreamCollisions({ links }: Plan): readonly Diagnostic[] {
  const uplinks = new Map(links.map((link) => [link.client, link]));
  return links.flatMap((link) => {
    const uplink = uplinks.get(link.netvm);
    if (link.client !== 'upstream' || link.gateway === null || uplink === undefined) return [];
    const [first, later] = link.client < uplink.client ? [link, uplink] : [uplink, link];
    return {
      code: 'interface-collision',
      message: `${quote(link.netvm)} would have two interfaces named \`upstream\`: its own, and the one for its client of that name`,
      help: 'give the client another name',
      span: later.of.netvm.span,
      related: [
        ...later.of.netvm.related,
        because(first.of, `${quote(first.client)} routes through ${quote(first.netvm)}`),
      ],
    };
  });
}

/** An interface of the host, and the VM that it is there for. */
interface HostInterface {
  readonly name: string;
  readonly vm: string;
  readonly what: string;
  readonly span: Span;
}

function hostCollisions(plan: Plan): readonly Diagnostic[] {
  const taken = new Map<string, HostInterface>();
  return hostInterfaces(plan).flatMap((later) => {
    const first = taken.get(later.name);
    if (first === undefined) {
      taken.set(later.name, later);
      return [];
    }
    return {
      code: 'interface-collision',
      message: `the host would have two interfaces named ${quote(later.name)}: ${first.what}, and ${later.what}`,
      help: 'give one of the VMs another name',
      span: later.span,
      related: [{ message: first.what, span: first.span }],
    };
  });
}

function hostInterfaces(plan: Plan): readonly HostInterface[] {
  const bridges = plan.links.flatMap(({ bridge, client, netvm, of }) => {
    if (bridge === null) return [];
    const what = `the bridge between ${quote(netvm)} and ${quote(client)}`;
    return { name: bridge, vm: client, what, span: of.netvm.span };
  });
  const taps = [...tapsOf(plan)].flatMap(([vm, names]) =>
    names.map((tap) => {
      const what = `the TAP of ${quote(vm.name)} for ${quote(tap.interface)}`;
      return { name: tap.name, vm: vm.name, what, span: vm.span };
    }),
  );
  return [...bridges, ...taps].sort((a, b) => {
    if (a.vm === b.vm) return 0;
    return a.vm < b.vm ? -1 : 1;
  });
}
