import { call2 } from '../apply.ts';
import { completeSet, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import { apply, choose, itemsOf, mapItems, select, selectOr } from './operators.ts';

/** nixpkgs' `lib/debug.nix` */
export function debug(library: Library): Members {
  const deeply = (value: Slot) => call2(library.builtin('deepSeq'), value, value);
  const traceFn = (f: Slot, value: Slot): Value => {
    return traced(
      delay(() => apply(f, value)),
      value,
    );
  };
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
    runTests: primop('runTests', 1, (tests) => runTests(tests)),
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
