import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import type { Slot } from '../resolve/value.ts';
import type { Pair } from './allocate.ts';
import type { Allocator, Report } from './allocator.ts';
import { type Address, printAddress, printCidr } from './cidr.ts';
import { foreignFunctions, HelpersFailure } from './foreign-functions.ts';

/**
 * vmsilo's own allocation: that of its `modules/lib/helpers.nix`, called as its `netvm.nix` calls it. It looks at one
 * link at a time, so two may get the same addresses or the same bridge; the rules find that.
 *
 * @param helpers what the file gives for `{ lib }`
 * @param file its first line
 */
export function foreignAllocator(helpers: Slot, file: Span): Allocator {
  const functions = foreignFunctions(helpers, file);
  const told = new Set<string>();

  /** What is wrong with the file as a whole is wrong with each function, and said once. */
  const unlessFailing = <T>(report: Report, otherwise: T, compute: () => T): T => {
    try {
      return compute();
    } catch (failure) {
      if (!(failure instanceof HelpersFailure)) throw failure;
      const { diagnostic } = failure;
      if (!told.has(diagnostic.message)) report(diagnostic);
      told.add(diagnostic.message);
      return otherwise;
    }
  };

  /** vmsilo takes manual subnets apart by the same functions. */
  const checkManual = (lower: Address): void => {
    const cidr = printCidr({ address: lower, prefix: 31 });
    const { address } = functions.parseCidr(cidr);
    if (address !== lower) {
      const message = `ip of \`parseCIDR "${cidr}"\` is ${quote(printAddress(address))}`;
      throw new HelpersFailure(message, file);
    }
    functions.checkNext(lower);
  };

  return {
    nameBridges: (pairs, ids, report) =>
      unlessFailing(report, new Map(), () => {
        const nameOf = (pair: Pair): string =>
          functions.bridgeName(pair, ids.get(pair.client) ?? 0);
        return new Map(pairs.map((pair) => [pair.client, nameOf(pair)]));
      }),
    allocate: (range, pairs, manual, report) =>
      unlessFailing(report, [], () => {
        manual.forEach(checkManual);
        if (range === null || range.pool === null) return null;
        const { given, pool } = range;
        const parsed = functions.parseCidr(given.value);
        return pairs.map((pair) => {
          const lower = functions.clientAddress(pair, parsed, pool);
          functions.checkNext(lower);
          return { pair, lower, displacedBy: null };
        });
      }),
  };
}
