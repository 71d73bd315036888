import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { callAll } from '../../../src/resolve/apply.ts';
import { createEvaluation } from '../../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';
import { attempt } from '../../../src/resolve/join.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { NixError } from '../../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack } from '../../../src/resolve/stack.ts';
import { force } from '../../../src/resolve/thunk.ts';
import { isUnknown, unknown } from '../../../src/resolve/unknown.ts';
import type { Slot, Value } from '../../../src/resolve/value.ts';
import { unknownAttribute } from '../../../src/resolve/value.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { loadParser } from '../../../src/syntax/parser.ts';
import { programOf } from '../../syntax/parsed.ts';
import { print } from './print.ts';

const folder = join(import.meta.dirname, 'cases');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.nix'))
  .map((file) => file.slice(0, -'.nix'.length));

/** Of the expressions, how many make one that is hidden: to hide each takes minutes. */
const stride = process.env.HIDE_EACH === undefined ? 50 : 1;

beforeAll(loadParser);

/** Known means: if Nix gives a value at all, it is this one. So it is that of the case, whatever stood there. */
describe('where an expression of a case is not known, nothing else comes of it', () => {
  test.each(names)('%s', (name) => {
    const text = readFileSync(join(folder, `${name}.nix`), 'latin1');
    const wanted = evaluate(name, text);
    const hidden = hidings(text).filter((each, at) => at % stride === 0 && isNix(each));
    const wrong = hidden.flatMap(({ place, hiding }) => {
      const found = contradiction(() => evaluate(name, hiding), wanted);
      return found === null ? [] : [`${place}${found}`];
    });
    expect(wrong).toEqual([]);
  }, 600_000);
});

/** The value of a case, in which `hidden` is not known. */
function evaluate(name: string, text: string): Value {
  resetStack(defaultLimits, defaultLimits.depth);
  const files = openFiles({ root: folder, outputs: [], maxBytes: defaultMaxBytes });
  const evaluation = createEvaluation(files);
  const source = { path: join(folder, `${name}.nix`), text: `hidden: ${text}` };
  const given = [unknown('hidden', 'the test hides it'), createLib(evaluation)];
  return callAll(force(evaluation.evaluateText(source, folder)), given);
}

interface Hiding {
  /** Where, and what. */
  readonly place: string;
  readonly hiding: string;
}

/** The text with an expression in it replaced by one that is not known; of sets and lists, also with parts that are not. */
function hidings(text: string): readonly Hiding[] {
  return partsOf(programOf(text).body).flatMap(({ kind, start, end }) => {
    const old = text.slice(start, end);
    const forms = ['hidden'];
    if (kind === 'attribute-set') forms.push(`(hidden // ${old})`, `(${old} // hidden)`);
    if (kind === 'list') forms.push(`(${old} ++ hidden)`);
    const line = text.slice(0, start).split('\n').length;
    return forms.map((form) => ({
      place: `${line}: ${form === 'hidden' ? old : form}`,
      hiding: `${text.slice(0, start)}(${form})${text.slice(end)}`,
    }));
  });
}

/** Not every part is an expression. */
function isNix({ hiding }: Hiding): boolean {
  return parse({ path: '/hidden.nix', text: hiding }).diagnostics.length === 0;
}

interface Place {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Where the parts of an expression stand, but for names that are inherited; each once. */
function partsOf(expression: object): readonly Place[] {
  const found = new Map<string, Place>();
  const visit = (part: object): void => {
    if ('kind' in part && part.kind === 'inherited') return;
    if (isPlace(part)) found.set(`${part.start}-${part.end}`, part);
    for (const inner of Object.values(part)) {
      if (typeof inner === 'object' && inner !== null) visit(inner);
    }
  };
  visit(expression);
  return [...found.values()];
}

function isPlace(part: object): part is Place {
  return 'kind' in part && 'start' in part && 'end' in part;
}

/** What is known of a value and can't be so, if it may be the one that is wanted; null if there is no such thing. */
function contradiction(found: () => Value, wanted: Slot): string | null {
  let value: Value;
  try {
    value = attempt(found);
  } catch (error) {
    if (error instanceof NixError) return ` fails: ${error.message}`;
    throw error;
  }
  const other = force(wanted);
  if (isUnknown(value)) return null;
  if (typeof value === 'object' && value !== null && typeof other === 'object' && other !== null) {
    if (value.kind === 'list' && other.kind === 'list') {
      if (value.rest !== null) return null;
      if (value.items.length !== other.items.length) return ` has ${value.items.length} items`;
      const { items } = other;
      return first(value.items, (item, at) =>
        within(
          `[${at}]`,
          contradiction(() => force(item), items[at] ?? null),
        ),
      );
    }
    if (value.kind === 'set' && other.kind === 'set') {
      const { attributes } = other;
      const missing = first([...attributes.keys()], (name) =>
        value.attributes.has(name) || unknownAttribute(value, name) !== null
          ? null
          : ` has no ${name}`,
      );
      if (missing !== null) return missing;
      return first([...value.attributes], ([name, { slot }]) => {
        const attribute = attributes.get(name);
        if (attribute === undefined) return ` has ${name}`;
        return within(
          `.${name}`,
          contradiction(() => force(slot), attribute.slot),
        );
      });
    }
  }
  const [is, was] = [print(value), print(other)];
  return is === was ? null : ` is ${is}, not ${was}`;
}

function within(place: string, found: string | null): string | null {
  return found === null ? null : `${place}${found}`;
}

function first<T>(
  items: readonly T[],
  find: (item: T, at: number) => string | null,
): string | null {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== null) return found;
  }
  return null;
}
