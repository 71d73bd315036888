import { boolean, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { descend, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptyList, list, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import {
  applied,
  apply,
  formals,
  isSet,
  itemsOf,
  mapItems,
  required,
  select,
  selected,
  selectOr,
} from './operators.ts';
import { identity } from './trivial.ts';

/** Lists without repetitions, and closures, of nixpkgs' `lib/deprecated/misc.nix`. */
export function closures(library: Library): Members {
  const fast = primop('closePropagation', 1, (packages) => propagatedFast(library, packages));
  return {
    uniqList: primop('uniqList', 1, (settings) => {
      const given = formals(settings, ['inputList', 'acc']);
      const seen = selected(given, 'acc', emptyList);
      return uniqList(itemsOf(required(given, 'inputList')), seen);
    }),
    uniqListExt: primop('uniqListExt', 1, uniqListExt),
    lazyGenericClosure: primop('lazyGenericClosure', 1, lazyGenericClosure),
    innerClosePropagation: primop('innerClosePropagation', 2, (found, packages) =>
      innerClosePropagation(itemsOf(found), itemsOf(packages)),
    ),
    closePropagationSlow: primop('closePropagationSlow', 1, (packages) => {
      const found = innerClosePropagation([], itemsOf(packages));
      return uniqList(itemsOf(found), emptyList);
    }),
    closePropagationFast: fast,
    closePropagation: fast,
  };
}

/** The items that are not among those seen, each once. */
function uniqList(items: readonly Slot[], seen: Slot): Value {
  const kept: Slot[] = [];
  for (const item of items) {
    const before = kept.length === 0 ? seen : list([...kept.toReversed(), ...itemsOf(seen)]);
    if (!contains(before, item)) kept.push(item);
  }
  return list(kept);
}

function uniqListExt(settings: Slot): Value {
  const given = formals(settings, ['inputList', 'outputList', 'getter', 'compare']);
  const items = itemsOf(required(given, 'inputList'));
  const getter = selected(given, 'getter', identity);
  const same = primop('compare', 2, (left, right) => equal(known(left), known(right)));
  const compare = selected(given, 'compare', same);
  const output = [...itemsOf(selected(given, 'outputList', emptyList))];
  for (const item of items) {
    const isItem = (other: Slot) =>
      boolean(apply(compare, applied(getter, other), applied(getter, item)));
    if (!output.some(isItem)) output.push(item);
  }
  return list(output);
}

/** What is reached from a start, newest first. */
function lazyGenericClosure(settings: Slot): Value {
  const given = formals(settings, ['startSet', 'operator']);
  const operator = required(given, 'operator');
  const pending = [...itemsOf(required(given, 'startSet'))];
  const keys: Slot[] = [];
  const found: Slot[] = [];
  const { depth } = stack;
  for (let item = pending.shift(); item !== undefined; item = pending.shift()) {
    descend(4);
    const owner = item;
    const key = delay(() => select(owner, 'key'));
    if (contains(list(keys), key)) continue;
    pending.push(...itemsOf(apply(operator, item)));
    keys.unshift(key);
    found.unshift(item);
  }
  stack.depth = depth;
  return list(found);
}

const propagated = ['propagatedBuildInputs', 'propagatedNativeBuildInputs'];

function innerClosePropagation(found: readonly Slot[], packages: readonly Slot[]): Value {
  const [first, ...others] = packages;
  if (first === undefined) return list(found);
  const value = known(first);
  descend(4);
  let result: Value;
  if (isSet(value)) {
    const all = [first, ...found];
    const inputs = propagated.flatMap((name) => itemsOf(selectOr(value, name, () => emptyList)));
    const next = uniqList([...inputs, ...others], list(all));
    result = innerClosePropagation(all, itemsOf(next));
  } else result = innerClosePropagation(found, others);
  stack.depth -= 4;
  return result;
}

function propagatedFast({ builtin }: Library, packages: Slot): Value {
  const start = itemsOf(packages).filter((each) => known(each) !== null);
  const operator = primop('operator', 1, (item) => {
    const pkg = select(item, 'val');
    const inputs = propagated.flatMap((name) => itemsOf(selectOr(pkg, name, () => emptyList)));
    return list(inputs.filter((each) => known(each) !== null).map(keyed));
  });
  const closure = apply(
    builtin('genericClosure'),
    setOf([
      ['startSet', list(start.map(keyed))],
      ['operator', operator],
    ]),
  );
  return mapItems(itemsOf(closure), (item) => force(select(item, 'val')));
}

function keyed(pkg: Slot): Slot {
  return setOf([
    ['key', delay(() => select(pkg, 'outPath'))],
    ['val', pkg],
  ]);
}
