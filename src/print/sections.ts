import type { Paint } from '../report/paint.ts';
import { escapeText, show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import type { Data } from '../vmsilo/data.ts';
import type { ValueView } from '../vmsilo/network-view.ts';
import type { LostPlace } from '../vmsilo/vm.ts';
import { printNix } from './nix.ts';

/** A fact: a title, and lines about it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

export type Line = readonly [label: string, text: string];

/** Shows where a span begins. */
export type Place = (span: Span) => string;

const labelWidth = 9;

export function printSections(sections: readonly Section[], paint: Paint): string {
  return sections
    .flatMap(({ title, lines }) => [
      paint('bold', title),
      ...lines.map(([label, text]) => `  ${paint('blue', label.padEnd(labelWidth))} ${text}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** How a value came to be: where it was written, what it came through and was made from, and what lost to it. */
export function wayLines(one: ValueView<Data>, place: Place): readonly Line[] {
  const lost = one.lost.flatMap((definition) => lostLine(definition, place));
  if (one.isDefault) return [['default', 'of vmsilo: nothing sets it'], ...lost];
  return [
    ['written', place(one.span)],
    ...one.related.map(
      ({ message, span }): Line => ['through', `${place(span)}: ${escapeText(message)}`],
    ),
    ...one.madeFrom.map(({ expression, value, span }): Line => {
      const named = show(expression);
      const what = value === null ? named : `${named} = ${show(printNix(value))}`;
      return ['made from', span === null ? what : `${what}, ${place(span)}`];
    }),
    ...lost,
  ];
}

/** Nothing for the default of an option that no file declares: every definition is stronger. */
export function lostLine({ span, why }: LostPlace, place: Place): readonly Line[] {
  if (span === null) return [];
  const reason =
    why.kind === 'condition'
      ? 'its condition is false'
      : `its priority is ${why.priority}${priorityNames.get(why.priority) ?? ''}`;
  return [['lost', `${place(span)}: ${reason}`]];
}

const priorityNames: ReadonlyMap<number, string> = new Map([
  [50, ', of mkForce'],
  [100, ', as of a plain definition'],
  [1000, ', of mkDefault'],
  [1500, ", of an option's default"],
]);
