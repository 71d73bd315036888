import { known, string } from '../demand.ts';
import type { Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { thrown } from './operators.ts';
import { toInt } from './strings-number.ts';

/** nixpkgs' `lib/network`. */
export function network(library: Library): Members {
  return {
    ipv6: setOf([
      ['fromString', primop('fromString', 1, (address) => ipv6FromString(library, address))],
      ['mkEUI64Suffix', primop('mkEUI64Suffix', 1, mkEui64Suffix)],
    ]),
  };
}

const pieces = 8;
const bits = 128;

/** An IPv6 address, with or without `/prefix`: all its pieces, and the length of the prefix. */
function ipv6FromString(library: Library, slot: Slot): Value {
  const text = string(slot);
  const [address = '', prefix, ...others] = text.split('/');
  if (others.length > 0) throw thrown(`${text} is not a valid IPv6 address in CIDR notation`);
  const expanded = expand(address);
  return setOf([
    ['address', expanded],
    ['prefixLength', prefix === undefined ? bits : prefixLength(library, text, prefix)],
  ]);
}

function prefixLength(library: Library, text: string, prefix: string): Value {
  const length = known(toInt(library, prefix));
  if (typeof length === 'number' && length >= 1 && length <= bits) return length;
  throw thrown(`${text} IPv6 subnet should be in range [1;${bits}], got ${String(length)}`);
}

function expand(address: string): string {
  if (!/^[0-9A-Fa-f:]+$/.test(address)) {
    throw thrown(`${address} contains malformed characters for IPv6 address`);
  }
  const invalid = () => thrown(`${address} is not a valid IPv6 address`);
  const parts = address.split(':');
  const given = parts.filter((part) => part !== '');
  const compressed = address.includes('::');
  const atEnd = address.startsWith('::') || address.endsWith('::');
  const empty = parts.length - given.length;
  if (address !== '::') {
    if (empty !== (atEnd ? 2 : compressed ? 1 : 0)) throw invalid();
    if (compressed ? given.length >= pieces : given.length !== pieces) throw invalid();
  }
  const zeros = Array.from({ length: pieces - given.length }, () => '0');
  const gap = parts.indexOf('');
  const before = address.startsWith('::') ? 0 : gap === -1 ? given.length : gap;
  const all = [...given.slice(0, before), ...(compressed ? zeros : []), ...given.slice(before)];
  return all.map((piece) => canonical(piece)).join(':');
}

function canonical(piece: string): string {
  const value = BigInt(`0x${piece}`);
  if (value > 0xffffn) throw thrown(`0x${piece} is not a valid u16 integer`);
  return value.toString(16);
}

/** The interface part of an address that is made of a MAC address (RFC 4291, appendix A). */
function mkEui64Suffix(slot: Slot): string {
  const mac = string(slot);
  const separator = '[-:.]?';
  const octets = new RegExp(
    `^${Array.from({ length: 6 }, () => '([0-9A-Fa-f]{2})').join(separator)}$`,
  )
    .exec(mac)
    ?.slice(1);
  if (octets === undefined) {
    throw thrown(`"${mac}" is not a valid MAC address (expected 6 octets of hex digits)`);
  }
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = octets;
  const first = (Number.parseInt(a + b, 16) ^ 0x200).toString(16);
  return [first, `${c}ff`, `fe${d}`, `${e}${f}`].join(':').toLowerCase();
}
