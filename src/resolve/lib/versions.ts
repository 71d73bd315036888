import { call, call2 } from '../apply.ts';
import { integer } from '../demand.ts';
import { spendItems } from '../stack.ts';
import { coerceToString, interpolation } from '../text.ts';
import { force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import { itemsOf, textOf } from './operators.ts';
import { splitString } from './strings.ts';

/** nixpkgs' `lib/versions.nix`. */
export function versions({ builtin }: Library): Members {
  const parts = (version: Slot) => call(builtin('splitVersion'), version);
  const part = (version: Slot, index: number): Value =>
    call2(builtin('elemAt'), parts(version), index);
  return {
    major: primop('major', 1, (version) => part(version, 0)),
    minor: primop('minor', 1, (version) => part(version, 1)),
    patch: primop('patch', 1, (version) => part(version, 2)),
    majorMinor: primop('majorMinor', 1, (version) =>
      itemsOf(parts(version))
        .slice(0, 2)
        .map((item) => coerceToString(item, interpolation))
        .join('.'),
    ),
    pad: primop('pad', 2, (count, version) => {
      const length = Number(integer(count));
      spendItems(length);
      const [numeric = ''] = splitString('-', version).items;
      const prefix = textOf(force(numeric));
      const padded = [...itemsOf(parts(prefix)), ...Array.from({ length }, () => '0')];
      return padded.slice(0, length).map(textOf).join('.') + textOf(version).slice(prefix.length);
    }),
  };
}
