import { delay } from '../thunk.ts';
import { primop, setOf } from '../value.ts';
import type { Members } from './library.ts';
import { applied, formals, required, select, textOf } from './operators.ts';

const fields = [
  'buildBuild',
  'buildHost',
  'buildTarget',
  'hostHost',
  'hostTarget',
  'targetTarget',
] as const;

/** Sets with a value for each pair of platforms, of nixpkgs' `lib/customisation.nix`. */
export const crossIndex: Members = {
  renameCrossIndexFrom: primop('renameCrossIndexFrom', 2, (prefix, index) =>
    setOf(
      fields.map((field) => [
        field,
        delay(() => select(index, `${textOf(prefix)}${capitalised(field)}`)),
      ]),
    ),
  ),
  renameCrossIndexTo: primop('renameCrossIndexTo', 2, (prefix, index) =>
    setOf(
      fields.map((field) => [
        `${textOf(prefix)}${capitalised(field)}`,
        delay(() => select(index, field)),
      ]),
    ),
  ),
  mapCrossIndex: primop('mapCrossIndex', 2, (f, index) => {
    const given = formals(index, fields);
    const slots = fields.map((field) => [field, required(given, field)] as const);
    return setOf(slots.map(([field, slot]) => [field, applied(f, slot)]));
  }),
};

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
