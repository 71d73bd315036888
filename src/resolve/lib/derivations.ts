import { known, set } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, list, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  applied,
  apply,
  attributeIf,
  choose,
  formals,
  hasAttribute,
  mapAttributes,
  overlaid,
  required,
  select,
  selected,
  selectOr,
  stringsOf,
  thrown,
} from './operators.ts';
import { warned } from './warn.ts';

/** nixpkgs' `lib/derivations.nix`. */
export function derivations(library: Library): Members {
  return {
    lazyDerivation: primop('lazyDerivation', 1, lazyDerivation),
    optionalDrvAttr: primop('optionalDrvAttr', 2, (condition, value) =>
      choose(
        () => force(condition),
        () => force(value),
        () => null,
      ),
    ),
    warnOnInstantiate: primop('warnOnInstantiate', 2, (message, drv) =>
      warnOnInstantiate(library, message, drv),
    ),
  };
}

const taken = ['outPath', 'outputName', 'drvPath', 'name', 'system'];

function lazyDerivation(args: Slot): Value {
  const given = formals(args, ['derivation', 'meta', 'passthru', 'outputs']);
  const derivation = required(given, 'derivation');
  const outputs = selected(given, 'outputs', list(['out']));
  const checked = delay(() => {
    throwIfNot(
      () => equal(known(selectOr(derivation, 'type', () => null)), 'derivation'),
      'lazyDerivation: input must be a derivation.',
    );
    throwIfNot(
      () => equal(known(select(derivation, 'outputs')), known(outputs)),
      "lib.lazyDerivation: the derivation has outputs that don't match the assumed outputs",
    );
    return force(derivation);
  });
  const ofDerivation = (name: string): readonly [string, Slot] => [
    name,
    delay(() => select(checked, name)),
  ];
  return overlaid(
    setOf([
      ['type', 'derivation'],
      ...taken.map(ofDerivation),
      ['outputs', outputs],
      ['meta', delay(() => selectOr(given, 'meta', () => select(checked, 'meta')))],
    ]),
    delay(() => setOf(stringsOf(outputs).map(ofDerivation))),
    selected(given, 'passthru', emptySet),
  );
}

/** `throwIfNot condition message` */
function throwIfNot(condition: () => Value, message: string): void {
  choose(
    condition,
    () => null,
    () => {
      throw thrown(message);
    },
  );
}

const silent = new Set(['meta', 'name', 'type', 'outputName']);

/** A derivation that warns when any of it but its name and its `meta` is read. */
function warnOnInstantiate(library: Library, message: Slot, drv: Slot): Value {
  const warning = mapAttributes(set(drv), (name, { slot }) =>
    silent.has(name) ? slot : delay(() => warned(message, slot)),
  );
  const overrideAttrs = primop('overrideAttrs', 1, (change) => {
    const changed = applied(
      delay(() => select(drv, 'overrideAttrs')),
      change,
    );
    return warnOnInstantiate(library, message, changed);
  });
  const isOverridable = (): Value =>
    choose(
      () => hasAttribute(drv, 'overrideAttrs'),
      () =>
        apply(
          library.builtin('isFunction'),
          delay(() => select(drv, 'overrideAttrs')),
        ),
      () => false,
    );
  return overlaid(
    warning,
    delay(() => attributeIf(isOverridable, 'overrideAttrs', overrideAttrs)),
  );
}
