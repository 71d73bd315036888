import { createEvaluation } from '../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../src/resolve/files.ts';
import { createLib } from '../src/resolve/lib/index.ts';
import { exported } from '../src/resolve/lib/names.ts';
import { defaultLimits, resetStack, shallowBudget } from '../src/resolve/stack.ts';
import { force } from '../src/resolve/thunk.ts';
import type { Slot, Value } from '../src/resolve/value.ts';

/** `docs/modelled.md`: the builtins and the names of nixpkgs' lib, by whether they are modelled. */
export function modelledPage(): string {
  resetStack(defaultLimits, shallowBudget);
  const evaluation = createEvaluation(
    openFiles({ root: '/', outputs: [], maxBytes: defaultMaxBytes }),
  );
  const builtins = membersOf(evaluation.globals.get('builtins') ?? null);
  const lib = membersOf(createLib(evaluation));
  const subsets = [...lib].filter(([name, slot]) => isSubset(name, slot));
  const top = [...lib].filter(([name, slot]) => !isSubset(name, slot));
  return [
    '# What is modelled',
    '',
    'Written by `npm run docs` from the code. What is not modelled is unknown by name: a value that does not hang on it',
    'is known all the same, and one that does is reported with the name, if the network needs it.',
    '',
    '## Builtins',
    '',
    `Of the ${builtins.size} names in \`builtins\` of Nix 2.26, ${known(builtins).length} are modelled.`,
    '',
    ...listing('Modelled', known(builtins)),
    ...listing('Unknown: they hang on the machine, the network or the store', unknownIn(builtins)),
    '## lib',
    '',
    `nixpkgs' \`lib\` has ${top.length} names beside its sub-sets; ${known(top).length} are modelled.`,
    '',
    '| sub-set | names | modelled | not modelled |',
    '| --- | --- | --- | --- |',
    ...subsets.map(([name, slot]) => row(name, membersOf(slot))),
    '',
    ...listing('Modelled', known(top)),
    'Unknown, and why:',
    '',
    ...reasons([top, ...subsets.map(([, slot]) => membersOf(slot))]),
    '',
  ].join('\n');
}

type Members = Iterable<readonly [string, Slot]>;

function membersOf(slot: Slot): ReadonlyMap<string, Slot> {
  const value = force(slot);
  if (typeof value !== 'object' || value?.kind !== 'set') return new Map();
  return new Map([...value.attributes].map(([name, attribute]) => [name, attribute.slot]));
}

function isSubset(name: string, slot: Slot): boolean {
  return Object.hasOwn(exported, name) && !isUnknown(force(slot));
}

function known(members: Members): readonly string[] {
  return namesWhere(members, (value) => !isUnknown(value));
}

function unknownIn(members: Members): readonly string[] {
  return namesWhere(members, isUnknown);
}

function namesWhere(members: Members, holds: (value: Value) => boolean): readonly string[] {
  return [...members].flatMap(([name, slot]) => (holds(force(slot)) ? [name] : [])).sort();
}

function isPartial(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (value.kind === 'set' || value.kind === 'list') && value.rest !== null;
}

function isUnknown(value: Value): boolean {
  return typeof value === 'object' && value?.kind === 'unknown';
}

function row(name: string, members: ReadonlyMap<string, Slot>): string {
  const missing = unknownIn(members).map((member) => `\`${member}\``);
  const partial = namesWhere(members, isPartial).map((member) => `\`${member}\` in part`);
  const others = [...missing, ...partial].join(' ');
  return `| \`${name}\` | ${members.size} | ${known(members).length} | ${others} |`;
}

/** For each reason, the unknown names of the sets. */
function reasons(sets: readonly Members[]): readonly string[] {
  const subjects = new Map<string, Set<string>>();
  for (const [, slot] of sets.flatMap((members) => [...members])) {
    const value = force(slot);
    if (typeof value !== 'object' || value?.kind !== 'unknown') continue;
    const named = subjects.get(value.reason) ?? new Set();
    subjects.set(value.reason, named.add(`\`${value.subject}\``));
  }
  return [...subjects]
    .sort()
    .map(([reason, named]) => `- ${reason}: ${[...named].sort().join(' ')}`);
}

function listing(title: string, names: readonly string[]): readonly string[] {
  return [`${title}:`, '', names.map((name) => `\`${name}\``).join(' '), ''];
}
