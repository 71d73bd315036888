import { known } from '../demand.ts';
import { equal } from '../equal.ts';
import { attempt } from '../join.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { Slot, Value } from '../value.ts';
import { capturing, emptySet, primop, setOf } from '../value.ts';
import type { Members } from './library.ts';
import { applied, apply, itemsOf, singleAttribute } from './operators.ts';
import { isFunction } from './trivial.ts';

/** nixpkgs' `lib/fixed-points.nix`. */
export function fixedPoints(): Members {
  return {
    fix: primop('fix', 1, fix),
    "fix'": primop("fix'", 1, unfixable),
    converge: primop('converge', 2, (f, start) => {
      let value = force(start);
      while (true) {
        const next = known(apply(f, value));
        if (equal(next, known(value))) return value;
        value = next;
      }
    }),
    extends: primop('extends', 3, extend),
    composeExtensions: primop('composeExtensions', 4, compose),
    composeManyExtensions: primop('composeManyExtensions', 3, (extensions, final, prev) => {
      let composed: Slot = noExtension;
      for (const extension of [...itemsOf(extensions)].reverse()) {
        const after = composed;
        composed = capturing(
          [extension, after],
          primop('composeExtensions', 2, (fixed, before) =>
            compose(extension, after, fixed, before),
          ),
        );
      }
      return apply(composed, final, prev);
    }),
    makeExtensible: primop('makeExtensible', 1, (f) => makeExtensible('extend', f)),
    makeExtensibleWithCustomName: primop('makeExtensibleWithCustomName', 2, makeExtensible),
    toExtension: primop('toExtension', 1, (f) => {
      if (!isFunction(f))
        return capturing(
          [f],
          primop('toExtension', 2, () => force(f)),
        );
      const extension = primop('toExtension', 2, (final, prev) => {
        const applied = apply(f, prev);
        return isFunction(applied) ? apply(f, final, prev) : applied;
      });
      return capturing([f], extension);
    }),
  };
}

const noExtension = primop('composeManyExtensions', 2, () => emptySet);

function fix(f: Slot): Value {
  const fixed: Slot = delay(() => apply(f, fixed));
  return force(fixed);
}

function unfixable(f: Slot): Value {
  const fixed: Slot = delay(() => merged(applied(f, fixed), setOf([['__unfix__', f]])));
  return force(fixed);
}

/** `lib.extends`: what the overlay gives, over what `f` gives. */
function extend(overlay: Slot, f: Slot, final: Slot): Value {
  const prev = applied(f, final);
  return merged(prev, applied(overlay, final, prev));
}

function compose(first: Slot, second: Slot, final: Slot, prev: Slot): Value {
  const between = applied(first, final, prev);
  const after = delay(() => merged(prev, between));
  return merged(between, applied(second, final, after));
}

function makeExtensible(name: Slot, f: Slot): Value {
  const extender = primop('extend', 1, (overlay) =>
    makeExtensible(
      name,
      primop('extends', 1, (final) => extend(overlay, f, final)),
    ),
  );
  return unfixable(
    primop('makeExtensible', 1, (self) =>
      merged(
        applied(f, self),
        delay(() => singleAttribute(name, extender)),
      ),
    ),
  );
}

function merged(under: Slot, over: Slot): Value {
  return update(
    attempt(() => force(under)),
    attempt(() => force(over)),
  );
}
