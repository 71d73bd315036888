import { boolean } from '../demand.ts';
import { coerceToString, concatenation } from '../text.ts';
import { force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import { contains } from './lists.ts';
import { apply, choose, itemsOf, select, textOf, thrown } from './operators.ts';

/** nixpkgs' `lib/asserts.nix`. */
export function asserts(library: Library): Members {
  const pretty = (value: Slot) =>
    textOf(apply(library.member('generators', 'toPretty'), emptySet, value));
  return {
    assertMsg: primop('assertMsg', 2, (holds, message) =>
      assertMessage(
        () => force(holds),
        () => coerceToString(message, concatenation),
      ),
    ),
    assertOneOf: primop('assertOneOf', 3, (name, value, valid) =>
      assertMessage(
        () => contains(valid, value),
        () => `${textOf(name)} must be one of ${pretty(valid)}, but is: ${pretty(value)}`,
      ),
    ),
    assertEachOneOf: primop('assertEachOneOf', 3, (name, values, valid) =>
      assertMessage(
        () => itemsOf(values).every((value) => contains(valid, value)),
        () =>
          `each element in ${textOf(name)} must be one of ${pretty(valid)}, but is: ${pretty(values)}`,
      ),
    ),
    checkAssertWarn: primop('checkAssertWarn', 3, (assertions, warnings, value) => {
      const failed = itemsOf(assertions).filter((each) => !boolean(select(each, 'assertion')));
      if (failed.length === 0) {
        return apply(library.member('trivial', 'showWarnings'), warnings, value);
      }
      const messages = failed.map((each) => `- ${textOf(select(each, 'message'))}`);
      throw thrown(`\nFailed assertions:\n${messages.join('\n')}`);
    }),
  };
}

/** `holds || throw message` */
function assertMessage(holds: () => Value, message: () => string): Value {
  return choose(
    holds,
    () => true,
    () => {
      throw thrown(message());
    },
  );
}
