import { printJson } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { showPlace } from '../report/path.ts';
import { plainPlace } from '../report/plain-place.ts';
import { quote, show } from '../report/quote.ts';
import { decode } from '../report/utf8.ts';
import type { Change, Reason } from '../vmsilo/changes.ts';
import type { ExplanationSettings } from './explanation.ts';

/** A line for each change: `+` for a link that is new, `-` for one that is gone, `~` for one that is another. For people. */
export function printChanges(
  changes: readonly Change[],
  { workingFolder, colour }: ExplanationSettings,
): string {
  const paint = painter(colour);
  return changes
    .map((change) => {
      const { sign, style } = signs[change.kind];
      return `${paint(style, sign)} ${textOf(change, workingFolder)}\n`;
    })
    .join('');
}

const changed = { sign: '~', style: 'yellow' } as const;

const signs = {
  added: { sign: '+', style: 'green' },
  removed: { sign: '-', style: 'red' },
  moved: changed,
  readdressed: changed,
  'bridge-renamed': changed,
} as const;

function textOf(change: Change, workingFolder: string): string {
  const client = show(change.client);
  switch (change.kind) {
    case 'added':
    case 'removed':
      return `${client} -> ${show(change.netvm)}: ${change.address}`;
    case 'moved':
      return `${client}: from ${show(change.from)} to ${show(change.to)}, ${change.oldAddress} becomes ${change.newAddress}`;
    case 'readdressed':
      return `${client}: ${change.oldAddress} becomes ${change.newAddress}, ${reasonText(change.why, workingFolder)}`;
    case 'bridge-renamed':
      return `${client}: the bridge ${nameText(change.from)} becomes ${nameText(change.to)}`;
  }
}

function nameText(name: string | null): string {
  return name === null ? '(none)' : show(name);
}

function reasonText(why: Reason, workingFolder: string): string {
  switch (why.kind) {
    case 'subnet':
      return `as netvmSubnet says at ${showPlace(why.span, workingFolder)}`;
    case 'range':
      return `as the pool is ${show(why.range)}`;
    case 'allocator':
      return 'as something else allocates';
    case 'displaced':
      return `as ${quote(why.by)} has its slot`;
    case 'hash':
      return 'the slot that its hash names';
  }
}

/** What changes for the network of one generated file. */
export interface FileChanges {
  /** The file, as messages show it. */
  readonly name: string;
  readonly changes: readonly Change[];
}

/** The changes of files, each under its name where there are several. For people. */
export function printFileChanges(
  files: readonly FileChanges[],
  settings: ExplanationSettings,
): string {
  return files
    .filter(({ changes }) => changes.length > 0)
    .map(({ name, changes }) => {
      const text = printChanges(changes, settings);
      return files.length > 1 ? `${name}:\n${text}` : text;
    })
    .join('');
}

/** The same for tools: one JSON object and a newline. `docs/diff.md` tells its shape. */
export function printChangesJson(files: readonly FileChanges[], workingFolder: string): string {
  const told = files.flatMap(({ name, changes }) =>
    changes.map((change) => ({ file: name, ...plainChange(change, workingFolder) })),
  );
  return `${printJson({ version: 1, changes: told }, 2)}\n`;
}

function plainChange(change: Change, workingFolder: string) {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      if (typeof value === 'string') return [name, decode(value)];
      return [name, value === null ? null : plainReason(value, workingFolder)];
    }),
  );
}

function plainReason(why: Reason, workingFolder: string): unknown {
  switch (why.kind) {
    case 'subnet':
      return { kind: why.kind, place: plainPlace(why.span, workingFolder) };
    case 'range':
      return { kind: why.kind, range: decode(why.range) };
    case 'displaced':
      return { kind: why.kind, by: decode(why.by) };
    default:
      return why;
  }
}
