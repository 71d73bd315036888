import { count } from '../report/count.ts';
import { printJson } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { showPlace } from '../report/path.ts';
import { plainPlace } from '../report/plain-place.ts';
import { show } from '../report/quote.ts';
import type { Data } from '../vmsilo/data.ts';
import type { Comparison } from '../vmsilo/differences.ts';
import { plainOf } from '../vmsilo/plain-network.ts';
import type { ExplanationSettings } from './explanation.ts';
import { type PlaceOf, plainValue, textOrNull } from './explanation-json.ts';
import { printNix } from './nix.ts';
import { printSections, wayLines } from './sections.ts';

/** Something that was compared with what was computed, and what came of it. */
export interface Verified extends Comparison {
  /** What it is, as in ``the file `netvm-injections.nix` ``. */
  readonly what: string;
  /** What it has is labelled by this. */
  readonly label: 'file' | 'Nix';
}

/** Each difference with both values and the way of ours, and a line that sums up. For people. */
export function printVerified(
  { what, label, differences, compared, unknown }: Verified,
  { workingFolder, colour }: ExplanationSettings,
): string {
  const sections = differences.map(({ vm, attribute, ours, theirs, view }) => ({
    title: [vm, attribute].flatMap((name) => (name === null ? [] : show(name))).join(': '),
    lines: [
      ['computed', shown(ours)] as const,
      [label, shown(theirs)] as const,
      ...(view === null ? [] : wayLines(view, (span) => showPlace(span, workingFolder))),
    ],
  }));
  const rest = unknown === 0 ? '' : `, ${unknown} can't be known here`;
  const result = differences.length === 0 ? 'is as computed' : 'differs';
  return `${printSections(sections, painter(colour))}${what} ${result}: ${count(compared, 'value')} compared, ${count(differences.length, 'difference')}${rest}\n`;
}

/** A VM as a whole is there or not; a long value is cut. */
function shown(value: Data | undefined): string {
  if (value === undefined) return 'not there';
  if (value === true) return 'true';
  const text = show(printNix(value).replaceAll(/\s+/g, ' '));
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`;
}

const longestValue = 64;

/** The same for tools: one JSON object and a newline; a value that is not there is left out. `docs/verify.md` tells its shape. */
export function printVerifiedJson(verified: readonly Verified[], workingFolder: string): string {
  const place: PlaceOf = (span) => plainPlace(span, workingFolder);
  const told = {
    version: 1,
    verified: verified.map(({ what, label, differences, compared, unknown }) => ({
      what,
      against: label === 'file' ? 'file' : 'nix',
      compared,
      unknown,
      differences: differences.map(({ vm, attribute, ours, theirs, view }) => ({
        vm: textOrNull(vm),
        attribute: textOrNull(attribute),
        computed: ours === undefined ? undefined : plainOf(ours),
        found: theirs === undefined ? undefined : plainOf(theirs),
        value: plainValue(view, (value) => plainOf(value), place),
      })),
    })),
  };
  return `${printJson(told, 2)}\n`;
}
