import { known, string } from '../demand.ts';
import { delay } from '../thunk.ts';
import type { AttributeSet, Slot } from '../value.ts';
import { emptyList, list, primop, setOf } from '../value.ts';
import type { Members } from './library.ts';
import { apply, isSet, itemsOf, select, textOf } from './operators.ts';

/** nixpkgs' `lib/strings-with-deps.nix`. */
export function stringsWithDeps(): Members {
  return {
    textClosureList: primop('textClosureList', 2, (predefined, entries) =>
      list(closure(predefined, itemsOf(entries))),
    ),
    textClosureMap: primop('textClosureMap', 3, (f, predefined, names) =>
      closure(predefined, itemsOf(names))
        .map((text) => textOf(apply(f, text)))
        .join('\n'),
    ),
    noDepEntry: primop('noDepEntry', 1, (text) => entry(text, emptyList)),
    fullDepEntry: primop('fullDepEntry', 2, entry),
    packEntry: primop('packEntry', 1, (deps) => entry('', deps)),
    stringAfter: primop('stringAfter', 2, (deps, text) => entry(text, deps)),
  };
}

function entry(text: Slot, deps: Slot): AttributeSet {
  return setOf([
    ['text', text],
    ['deps', deps],
  ]);
}

/** The texts of entries, each after those that it depends on; a named one once. */
function closure(predefined: Slot, entries: readonly Slot[]): readonly Slot[] {
  const texts: Slot[] = [];
  const done = new Set<string>();
  const pending: Step[] = entries.map((slot): Step => ({ kind: 'entry', slot })).reverse();
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (step.kind === 'text') {
      texts.push(step.slot);
      continue;
    }
    const value = known(step.slot);
    if (isSet(value)) {
      pending.push({ kind: 'text', slot: delay(() => select(value, 'text')) });
      for (const slot of [...itemsOf(select(value, 'deps'))].reverse()) {
        pending.push({ kind: 'entry', slot });
      }
      continue;
    }
    const name = string(value);
    if (done.has(name)) continue;
    done.add(name);
    pending.push({ kind: 'entry', slot: delay(() => select(predefined, name)) });
  }
  return texts;
}

interface Step {
  /** An entry or its name, or the text of an entry whose dependencies are done. */
  readonly kind: 'entry' | 'text';
  readonly slot: Slot;
}
