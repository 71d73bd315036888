import type { Diagnostic } from '../report/diagnostic.ts';
import { quote, show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { attribute, callAll } from '../resolve/apply.ts';
import { set } from '../resolve/demand.ts';
import { describeValue } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import type { Pair } from './allocate.ts';
import { maxInterfaceName } from './bridges.ts';
import { type Address, parseCidr, printAddress } from './cidr.ts';
import { type Pool, slotOf } from './pool.ts';

/**
 * The functions of vmsilo's `modules/lib/helpers.nix` that its `netvm.nix` calls. Each throws
 * {@link HelpersFailure} if the function is missing, fails, can't be known or gives something else than vmsilo needs.
 */
export interface ForeignFunctions {
  /** `parseCIDR cidr`: the `ip` and `prefix` that the other functions take. */
  readonly parseCidr: (cidr: string) => ForeignCidr;
  /** `(allocateNetvmSubnet netvm client ip prefix).clientIp`, the lower address of a /31 of the pool. */
  readonly clientAddress: (pair: Pair, range: ForeignCidr, pool: Pool) => Address;
  /** `intToIp (ipToInt address + 1)`, which must be the next address. */
  readonly checkNext: (address: Address) => void;
  /** `makeBridgeName netvm client id` */
  readonly bridgeName: (pair: Pair, id: number) => string;
}

/** What `parseCIDR` gives. */
export interface ForeignCidr {
  readonly ip: Slot;
  readonly prefix: Slot;
  readonly address: Address;
}

/** Why a function can't be used. */
export class HelpersFailure {
  readonly diagnostic: Diagnostic;

  constructor(message: string, span: Span, related: Diagnostic['related'] = []) {
    this.diagnostic = {
      code: 'helpers-invalid',
      message,
      help: "give vmsilo's own `modules/lib/helpers.nix`, or do without it: then vmsilo-nixgen allocates",
      span,
      related,
    };
  }
}

/**
 * @param helpers what the file gives for `{ lib }`
 * @param file its first line
 */
export function foreignFunctions(helpers: Slot, file: Span): ForeignFunctions {
  const callOf = (name: string, args: readonly Slot[]): string =>
    `\`${[name, ...args.map(showArgument)].join(' ')}\``;

  /** @throws HelpersFailure, with what fails while computing it */
  const demand = (what: string, compute: () => Value): Value => {
    const { depth, calls } = stack;
    try {
      const value = attempt(compute);
      if (!isUnknown(value)) return value;
      const related = value.span === null ? [] : [{ message: 'this', span: value.span }];
      const why = `depends on ${quote(value.subject)}, which vmsilo-nixgen can't know: ${value.reason}`;
      throw new HelpersFailure(`${what} ${why}`, file, related);
    } catch (signal) {
      if (!(signal instanceof NixError)) throw signal;
      stack.depth = depth;
      stack.calls = calls;
      throw new HelpersFailure(
        `${what} fails: ${signal.message}`,
        signal.span ?? file,
        signal.frames,
      );
    }
  };

  const functions = (): AttributeSet => set(helpers);
  const functionNamed = (name: string): Value => {
    const value = demand('this file', () => {
      const all = functions();
      return all.rest === null && !all.attributes.has(name) ? null : attribute(all, name);
    });
    if (value === null)
      throw new HelpersFailure(`this file gives no function ${quote(name)}`, file);
    return value;
  };
  const call = (name: string, args: readonly Slot[]): Value => {
    const callee = functionNamed(name);
    return demand(callOf(name, args), () => callAll(callee, args));
  };
  const part = (name: string, args: readonly Slot[], result: Value, key: string): Value =>
    demand(`${key} of ${callOf(name, args)}`, () => force(attribute(set(result), key)));
  const wrong = (what: string, found: Value, wanted: string): HelpersFailure =>
    new HelpersFailure(`${what} gives ${describeValue(found)}, where vmsilo needs ${wanted}`, file);

  const addressIn = (what: string, value: Value): Address => {
    const address = typeof value === 'string' ? parseAddress(value) : null;
    if (address === null) throw wrong(what, value, 'an IPv4 address in a string');
    return address;
  };

  return {
    parseCidr: (cidr) => {
      const result = call('parseCIDR', [cidr]);
      const ip = part('parseCIDR', [cidr], result, 'ip');
      const prefix = part('parseCIDR', [cidr], result, 'prefix');
      const what = callOf('parseCIDR', [cidr]);
      if (typeof prefix !== 'number') throw wrong(`prefix of ${what}`, prefix, 'an integer');
      return { ip, prefix, address: addressIn(`ip of ${what}`, ip) };
    },
    clientAddress: ({ netvm, client }, { ip, prefix }, pool) => {
      const args = [netvm, client, ip, prefix];
      const result = call('allocateNetvmSubnet', args);
      const value = part('allocateNetvmSubnet', args, result, 'clientIp');
      const what = `clientIp of ${callOf('allocateNetvmSubnet', args)}`;
      const address = addressIn(what, value);
      if (address % 2 !== 0) throw wrong(what, value, 'the lower address of a /31, an even one');
      if (slotOf(pool, address) === null) throw wrong(what, value, 'an address of the pool');
      return address;
    },
    checkNext: (address) => {
      const text = printAddress(address);
      const number = call('ipToInt', [text]);
      const what = callOf('ipToInt', [text]);
      if (number !== address) throw wrong(what, number, `the integer ${address}`);
      const next = call('intToIp', [address + 1]);
      const wanted = printAddress(address + 1);
      if (next !== wanted) throw wrong(callOf('intToIp', [address + 1]), next, `\`${wanted}\``);
    },
    bridgeName: ({ netvm, client }, id) => {
      const args = [netvm, client, id];
      const name = call('makeBridgeName', args);
      if (typeof name !== 'string' || !isInterfaceName(name)) {
        const wanted = `the name of a network interface: 1 to ${maxInterfaceName} bytes, without spaces, \`/\` and \`:\``;
        throw wrong(callOf('makeBridgeName', args), name, wanted);
      }
      return name;
    },
  };
}

/** What the kernel takes (`dev_valid_name`), without what is not ASCII. */
function isInterfaceName(name: string): boolean {
  const isShort = name.length <= maxInterfaceName;
  return isShort && /^[!-.0-9;-~]+$/.test(name) && name !== '.' && name !== '..';
}

function parseAddress(text: string): Address | null {
  return parseCidr(`${text}/32`)?.address ?? null;
}

function showArgument(slot: Slot): string {
  const value = force(slot);
  return typeof value === 'string' ? `"${show(value)}"` : String(value);
}
