import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Assignments,
  commandLine,
  readAssignment,
  strongest,
} from '../../src/modules/assignments.ts';
import { checkAnswers } from '../../src/modules/check-answers.ts';
import { startReading } from '../../src/modules/nixpkgs.ts';
import type { LostDefinition } from '../../src/modules/option.ts';
import { unresolved } from '../../src/modules/problems.ts';
import { readSettings } from '../../src/modules/settings.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { locate } from '../../src/report/location.ts';
import { report } from '../../src/report/report.ts';
import { outward, type Source, type Span } from '../../src/report/span.ts';
import { decode, encode } from '../../src/report/utf8.ts';
import { attribute } from '../../src/resolve/apply.ts';
import { set } from '../../src/resolve/demand.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import { attempt } from '../../src/resolve/join.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { isUnknown } from '../../src/resolve/unknown.ts';
import type { Slot } from '../../src/resolve/value.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { print } from '../resolve/print.ts';
import { stackBudget } from './ours.ts';
import { readModulesIn } from './read-modules.ts';

const topics = join(import.meta.dirname, 'messages');

beforeAll(loadParser);

/**
 * A folder for each topic. The options below `shown` that its `configuration.nix` declares are asked for one by one; in
 * `told.txt` is what they come to and, below that, what people are told. What `given.txt` holds is given by hand:
 * `PATH=NIX`, one a line, as by `--set`; and after that, what the settings say.
 */
describe('what is told', () => {
  it.each(readdirSync(topics).sort())('%s', async (topic) => {
    const folder = join(topics, topic);
    await expect(told(folder)).toMatchFileSnapshot(join(folder, 'told.txt'));
  });
});

function told(folder: string): string {
  resetStack(defaultLimits, stackBudget);
  const root = encode(folder);
  const outputs = [`${root}/netvm-injections.nix`];
  const files = openFiles({ root, outputs, maxBytes: defaultMaxBytes });
  const settings = readSettings(root, files);
  const given = strongest([givenIn(folder), { ...settings, diagnostics: [] }]);
  const reading = startReading(files, null, given.assignments);
  const wrong = reading.given.check();
  const configuration = readModulesIn(reading, [join(folder, 'configuration.nix')], null);
  const missing: Diagnostic[] = [];
  const { entry } = configuration;
  const unlessItFails = (name: string, tell: () => string): string => {
    try {
      return tell();
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      configuration.report(error, entry);
      return `${decode(name)} fails\n`;
    }
  };
  const tell = (name: string, slot: Slot): string => {
    const value = attempt(() => force(slot));
    if (isUnknown(value)) missing.push(unresolved(`\`${name}\``, value, entry));
    const lost = configuration.option(['shown', name])?.merged.lost() ?? [];
    return `${decode(name)} = ${print(value)}\n${lost.map(lostLine).join('')}`;
  };
  const values = unlessItFails('shown', () => {
    const shown = set(attribute(set(configuration.config), 'shown'));
    return [...shown.attributes]
      .map(([name, { slot }]) => unlessItFails(name, () => tell(name, slot)))
      .join('');
  });
  const diagnostics = [
    ...settings.diagnostics,
    ...given.diagnostics,
    ...wrong,
    ...configuration.diagnostics,
    ...missing,
    ...checkAnswers(reading, [configuration]),
  ];
  const shown = { workingFolder: root, root, colour: false, width: 120 };
  const text = report([...new Set(diagnostics)].map(outwardly), 'pretty', shown);
  return `${values}\n${text}`.replaceAll(topics, '/tree');
}

/** With places in the files that hold the texts of values. */
function outwardly(diagnostic: Diagnostic): Diagnostic {
  const related = diagnostic.related.map((one) => ({ ...one, span: outward(one.span) }));
  return { ...diagnostic, span: outward(diagnostic.span), related };
}

function lostLine({ definition, why }: LostDefinition): string {
  const place = definition.span === null ? 'the default' : placeShown(definition.span);
  return `  lost: ${place}, by ${why.kind === 'priority' ? `priority ${why.priority}` : 'condition'}\n`;
}

function placeShown({ source, start }: Span): string {
  const { line, column } = locate(source, start);
  return `${decode(source.path).replace(/.*\//, '')}:${line}:${column}`;
}

function givenIn(folder: string): Assignments {
  const file = join(folder, 'given.txt');
  const texts = existsSync(file) ? readFileSync(file, 'latin1').trimEnd().split('\n') : [];
  const read = texts.map((text) => readAssignment(sourceOf(text), encode(folder)));
  return {
    assignments: read.flatMap((one) => ('path' in one ? one : [])),
    diagnostics: read.flatMap((one) => ('path' in one ? [] : one)),
  };
}

function sourceOf(text: string): Source {
  return { path: commandLine, text };
}
