import { call } from '../apply.ts';
import { integer, known, string } from '../demand.ts';
import { LimitError } from '../nix-error.ts';
import { spendText, stack, tooManyCalls } from '../stack.ts';
import { coerceToString, interpolation, toStringBuiltin } from '../text.ts';
import { force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import { thrown } from './operators.ts';
import { escapeNixString } from './strings-escape.ts';

/** The functions of `lib/strings.nix` between texts and numbers. */
export function numbers(library: Library): Members {
  return {
    toInt: primop('toInt', 1, (text) => toInt(library, text)),
    toIntBase10: primop('toIntBase10', 1, (text) => toIntBase10(library, text)),
    floatToString: primop('floatToString', 1, (number) => coerceToString(number, toStringBuiltin)),
  };
}

/** `lib.toInt`: white space around it is allowed, a leading zero is not. */
export function toInt(library: Library, text: Slot): Value {
  const digits = /^[ \t\n\v\f\r]*(-?[0-9]+)[ \t\n\v\f\r]*$/.exec(string(text))?.[1];
  if (digits !== undefined && /^0[0-9]+$/.test(digits)) {
    throw thrown(
      `toInt: Ambiguity in interpretation of ${escapeNixString(library, text)} between octal and zero padded integer.`,
    );
  }
  return parse(library, 'toInt', text, digits);
}

/** `lib.fixedWidthString`: the text with `filler` before it, as often as it takes; each time is a call of nixpkgs'. */
export function fixedWidthString(width: Slot, filler: Slot, text: Slot): Value {
  let left = Number(integer(width));
  const { length } = coerceToString(text, interpolation);
  let padding = '';
  let fills = 0;
  while (length !== left) {
    if (length > left) {
      throw thrown(
        `fixedWidthString: requested string length (${left}) must not be shorter than actual length (${length})`,
      );
    }
    const fill = coerceToString(filler, interpolation);
    if (fill === '')
      throw new LimitError(null, 'fixedWidthString: an empty text never fills it up');
    spendText(padding.length + fill.length, fill.length);
    padding += fill;
    left -= fill.length;
    fills += 1;
    if (stack.calls + fills > stack.limits.calls) tooManyCalls();
  }
  return padding === '' ? force(text) : padding + coerceToString(text, interpolation);
}

function toIntBase10(library: Library, text: Slot): Value {
  const digits = /^[ \t\n\v\f\r]*0*(-?[0-9]+)[ \t\n\v\f\r]*$/.exec(string(text))?.[1];
  if (digits !== undefined && /^0+$/.test(digits)) return 0;
  return parse(library, 'toIntBase10', text, digits);
}

function parse(library: Library, name: string, text: Slot, digits: string | undefined): Value {
  const failed = () =>
    thrown(`${name}: Could not convert ${escapeNixString(library, text)} to int.`);
  if (digits === undefined) throw failed();
  const parsed = known(call(library.builtin('fromJSON'), digits));
  if (typeof parsed !== 'number' && typeof parsed !== 'bigint') throw failed();
  return parsed;
}
