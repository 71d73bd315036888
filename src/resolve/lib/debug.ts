import { encode } from '../../report/utf8.ts';
import { call2 } from '../apply.ts';
import { completeSet, known, numeric, set as setOfSlot } from '../demand.ts';
import { equal } from '../equal.ts';
import { subtract } from '../number.ts';
import { delay, force } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop, setOf, sortedNames } from '../value.ts';
import { toPretty } from './generators-pretty.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import {
  applied,
  apply,
  choose,
  isList,
  isSet,
  itemsOf,
  mapAttributes,
  mapItems,
  required,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';

/** nixpkgs' `lib/debug.nix`. */
export function debug(library: Library): Members {
  const deeply = (value: Slot) => call2(library.builtin('deepSeq'), value, value);
  const traceFn = (f: Slot, value: Slot): Value => traced(applied(f, value), value);
  return {
    traceIf: primop('traceIf', 3, (condition, message, value) =>
      choose(
        () => force(condition),
        () => traced(message, value),
        () => force(value),
      ),
    ),
    traceVal: primop('traceVal', 1, (value) => traced(value, value)),
    traceValFn: primop('traceValFn', 2, traceFn),
    traceSeq: primop('traceSeq', 2, (first, value) => {
      deeply(first);
      return traced(first, value);
    }),
    traceValSeq: primop('traceValSeq', 1, (value) => {
      deeply(value);
      return traced(value, value);
    }),
    traceValSeqFn: primop('traceValSeqFn', 2, (f, value) => {
      deeply(value);
      return traceFn(f, value);
    }),
    traceSeqN: primop('traceSeqN', 3, (depth, first, value) =>
      traceSeqN(library, depth, first, value),
    ),
    traceValSeqN: primop('traceValSeqN', 2, (depth, value) =>
      traceSeqN(library, depth, value, value),
    ),
    traceValSeqNFn: primop('traceValSeqNFn', 3, (f, depth, value) =>
      traceSeqN(library, depth, applied(f, value), value),
    ),
    traceFnSeqN: primop('traceFnSeqN', 4, (depth, name, f, value) => {
      const result = applied(f, value);
      const call = setOf([
        ['fn', name],
        ['from', value],
        ['to', result],
      ]);
      const deeper = delay(() => subtract(numeric(known(depth)), -1));
      return traceSeqN(library, deeper, call, result);
    }),
    throwTestFailures: primop('throwTestFailures', 1, (report) =>
      throwTestFailures(library, report),
    ),
    runTests: primop('runTests', 1, runTests),
    testAllTrue: primop('testAllTrue', 1, (expression) =>
      setOf([
        ['expr', expression],
        ['expected', delay(() => mapItems(itemsOf(expression), () => true))],
      ]),
    ),
  };
}

/** `builtins.trace message value` */
function traced(message: Slot, value: Slot): Value {
  tell('trace', message);
  return force(value);
}

const prettyValues = setOf([['allowPrettyValues', true]]);

/** Traces a value down to a depth, below which it is shown as `[…]` or `{…}`. */
function traceSeqN(library: Library, depth: Slot, first: Slot, value: Slot): Value {
  return traced(
    delay(() => toPretty(library, prettyValues, cut(depth, first))),
    value,
  );
}

function cut(depth: Slot, slot: Slot): Slot {
  return delay(() => {
    const isDeepest = equal(known(depth), 0);
    const value = known(slot);
    if (!isList(value) && !isSet(value)) return value;
    if (isDeepest) return snipped(isList(value) ? '[…]' : '{…}', value);
    const next = delay(() => subtract(numeric(known(depth)), 1));
    return isList(value)
      ? mapItems(value.items, (item) => force(cut(next, item)))
      : mapAttributes(value, (_name, { slot: each }) => cut(next, each));
  });
}

function snipped(shown: string, value: Slot): Value {
  return setOf([
    ['__pretty', primop('__pretty', 1, () => encode(shown))],
    ['val', value],
  ]);
}

function throwTestFailures(library: Library, report: Slot): Value {
  const given = setOfSlot(report);
  const failures = itemsOf(required(given, 'failures'));
  if (failures.length === 0) return null;
  const pretty = (slot: Slot) => toPretty(library, prettyValues, slot);
  for (const failure of failures) {
    const shown = ['name', 'expected', 'result'].map((name) => pretty(select(failure, name)));
    const [name, expected, result] = shown;
    tell('trace', `FAIL ${name}:\nExpected:\n${expected}\n\nResult:\n${result}\n`);
  }
  const description = textOf(selectOr(given, 'description', () => 'tests'));
  const names = failures.map((failure) => `\n- ${textOf(select(failure, 'name'))}`).join('');
  const json = textOf(apply(library.builtin('toJSON'), list(failures)));
  throw thrown(`${failures.length} ${description} failed:${names}\n\n${json}`);
}

function runTests(tests: Slot): Value {
  const set = completeSet(tests);
  const chosen = selectOr(set, 'tests', () => list([]));
  const failed = sortedNames(set).flatMap((name): Slot[] => {
    const test = set.attributes.get(name)?.slot ?? null;
    const isChosen = contains(chosen, name);
    if (!name.startsWith('test') && !isChosen) return [];
    if (itemsOf(chosen).length > 0 && !isChosen) return [];
    const expected = select(test, 'expected');
    const result = select(test, 'expr');
    if (equal(known(result), known(expected))) return [];
    return [
      setOf([
        ['name', name],
        ['expected', expected],
        ['result', result],
      ]),
    ];
  });
  return list(failed);
}
