import { string } from '../demand.ts';
import { spendItems } from '../stack.ts';
import { list, primop, setOf } from '../value.ts';
import type { Builtins } from './index.ts';

export const versionBuiltins: Builtins = {
  compareVersions: primop('compareVersions', 2, (left, right) =>
    compareVersions(string(left), string(right)),
  ),
  splitVersion: primop('splitVersion', 1, (version) => {
    const parts = components(string(version));
    spendItems(parts.length);
    return list(parts);
  }),
  parseDrvName: primop('parseDrvName', 1, (slot) => {
    const text = string(slot);
    const dash = text.search(/-[^A-Za-z]/s);
    return setOf([
      ['name', dash === -1 ? text : text.slice(0, dash)],
      ['version', dash === -1 ? '' : text.slice(dash + 1)],
    ]);
  }),
};

/** Of versions as Nix orders them ("Version comparison" of `nix-env --upgrade` in its manual). */
function compareVersions(left: string, right: string): -1 | 0 | 1 {
  const lefts = components(left);
  const rights = components(right);
  for (let at = 0; at < Math.max(lefts.length, rights.length); at++) {
    const one = lefts[at] ?? '';
    const other = rights[at] ?? '';
    if (isOlder(one, other)) return -1;
    if (isOlder(other, one)) return 1;
  }
  return 0;
}

/** Runs of digits, and runs of whatever is neither digit, dot nor dash. */
function components(version: string): readonly string[] {
  return version.match(/[0-9]+|[^0-9.-]+/g) ?? [];
}

function isOlder(left: string, right: string): boolean {
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== null && rightNumber !== null) return leftNumber < rightNumber;
  if (left === '' && rightNumber !== null) return true;
  if (left === 'pre' && right !== 'pre') return true;
  if (right === 'pre') return false;
  if (rightNumber !== null) return true;
  if (leftNumber !== null) return false;
  return left < right;
}

/** Nix compares as numbers what fits into 32 bits. */
function numberOf(component: string): number | null {
  if (!/^[0-9]+$/.test(component)) return null;
  const number = Number(component);
  return number < 2 ** 31 ? number : null;
}
