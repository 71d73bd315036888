import type { Diagnostic } from '../../report/diagnostic.ts';
import { quote } from '../../report/quote.ts';
import { addressOf, type Cidr, meets, printCidr } from '../cidr.ts';
import { manualLower } from '../client.ts';
import type { Known } from '../vm.ts';
import type { Rule } from './rule.ts';

/**
 * Neither the pool nor a manual subnet meets a block that hosts can't have addresses in (RFC 6890, RFC 5771).
 *
 * Machines drop packets with such addresses, or give them a meaning of their own.
 */
export const rangeUnusable: Rule = ({ range, clients }) => {
  const subnets = clients.flatMap((client) => {
    const { subnet } = client;
    if (subnet.kind !== 'manual' || subnet.cidr === null || manualLower(client) === null) return [];
    return check(subnet.given, subnet.cidr);
  });
  return range === null || range.pool === null || range.cidr === null
    ? subnets
    : [...check(range.given, range.cidr), ...subnets];
};

/** The first block without a use for links that a range meets. */
export function unusableBlock(range: Cidr): UnusableBlock | null {
  return unusable.find(({ block }) => meets(block, range)) ?? null;
}

export interface UnusableBlock {
  readonly block: Cidr;
  readonly use: string;
}

const unusable: readonly UnusableBlock[] = [
  { block: { address: addressOf(0, 0, 0, 0), prefix: 8 }, use: 'this network' },
  { block: { address: addressOf(127, 0, 0, 0), prefix: 8 }, use: 'loopback' },
  { block: { address: addressOf(169, 254, 0, 0), prefix: 16 }, use: 'link-local addresses' },
  { block: { address: addressOf(224, 0, 0, 0), prefix: 4 }, use: 'multicast' },
  { block: { address: addressOf(240, 0, 0, 0), prefix: 4 }, use: 'future use and broadcast' },
];

function check(given: Known<string>, cidr: Cidr): readonly Diagnostic[] {
  const found = unusableBlock(cidr);
  if (found === null) return [];
  return [
    {
      code: 'range-unusable',
      message: `${quote(given.value)} meets \`${printCidr(found.block)}\`, which is reserved for ${found.use}`,
      help: 'use private addresses, such as some of `10.0.0.0/8`',
      span: given.span,
      related: given.related,
    },
  ];
}
