import { delay, force } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { applied, apply, choose, overlaid } from './operators.ts';

/** nixpkgs' `lib/kernel.nix`: settings of a Linux kernel. */
export function kernel({ member }: Library): Members {
  const atLeast = (version: Slot, other: Slot) =>
    applied(member('strings', 'versionAtLeast'), version, other);
  const older = (version: Slot, other: Slot) =>
    applied(member('strings', 'versionOlder'), version, other);
  const when = (condition: Slot, content: Slot): Value =>
    apply(member('modules', 'mkIf'), condition, content);
  return {
    option: primop('option', 1, (setting) => overlaid(setting, setOf([['optional', true]]))),
    yes: tristate('y'),
    no: tristate('n'),
    module: tristate('m'),
    unset: tristate(null),
    freeform: primop('freeform', 1, (value) =>
      setOf([
        ['freeform', value],
        ['optional', false],
      ]),
    ),
    whenHelpers: primop('whenHelpers', 1, (version) =>
      setOf([
        [
          'whenAtLeast',
          primop('whenAtLeast', 2, (other, content) => when(atLeast(version, other), content)),
        ],
        [
          'whenOlder',
          primop('whenOlder', 2, (other, content) => when(older(version, other), content)),
        ],
        [
          'whenBetween',
          primop('whenBetween', 3, (low, high, content) =>
            when(both(atLeast(version, low), older(version, high)), content),
          ),
        ],
      ]),
    ),
  };
}

/** `first && second` */
function both(first: Slot, second: Slot): Slot {
  return delay(() =>
    choose(
      () => force(first),
      () => force(second),
      () => false,
    ),
  );
}

function tristate(value: string | null): AttributeSet {
  return setOf([
    ['tristate', value],
    ['optional', false],
  ]);
}
