import { boolean, known } from '../demand.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, list, primop, setOf } from '../value.ts';
import { pair } from './attrsets.ts';
import type { Library } from './library.ts';
import {
  applied,
  apply,
  assert,
  attributeIf,
  choose,
  hasAttribute,
  itemsOf,
  mapItems,
  overlaid,
  select,
  selected,
  selectOr,
  textOf,
} from './operators.ts';

/** `lib.overrideDerivation`: the derivation itself is unknown, what is passed through is not. */
export function overrideDerivation(library: Library, drv: Slot, f: Slot): Value {
  const { builtin } = library;
  const isSound = applied(
    builtin('seq'),
    delay(() => select(drv, 'drvPath')),
    true,
  );
  const passthru = selected(drv, 'passthru', emptySet);
  const spliced = primop('overrideDerivation', 2, (_name, each) =>
    overrideDerivation(library, each, f),
  );
  const kept = delay(() =>
    overlaid(
      setOf([
        ['meta', selected(drv, 'meta', emptySet)],
        ['passthru', passthru],
      ]),
      passthru,
      delay(() =>
        attributeIf(
          () => hasAttribute(drv, '__spliced'),
          '__spliced',
          applied(
            builtin('mapAttrs'),
            spliced,
            delay(() => select(drv, '__spliced')),
          ),
        ),
      ),
    ),
  );
  const changed = delay(() =>
    overlaid(
      delay(() => select(drv, 'drvAttrs')),
      applied(f, drv),
    ),
  );
  return extendDerivation(library, isSound, kept, applied(builtin('derivation'), changed));
}

/** `lib.extendDerivation`: adds attributes to each output. */
export function extendDerivation(
  library: Library,
  condition: Slot,
  passthru: Slot,
  drv: Slot,
): Value {
  const checked = (of: () => Value, name: string) =>
    delay(() => {
      assert(() => force(condition));
      return select(delay(of), name);
    });
  const paths = (of: () => Value): readonly (readonly [string, Slot])[] => [
    ['drvPath', checked(of, 'drvPath')],
    ['outPath', checked(of, 'outPath')],
  ];
  const output = (name: Slot): Value => {
    const specified = () => select(drv, textOf(name));
    const overrideAttrs = primop('overrideAttrs', 1, (f) =>
      select(
        applied(
          delay(() => select(passthru, 'overrideAttrs')),
          f,
        ),
        textOf(name),
      ),
    );
    return overlaid(
      common,
      setOf([
        ['type', delay(() => select(delay(specified), 'type'))],
        ['outputName', delay(() => select(delay(specified), 'outputName'))],
        ['outputSpecified', true],
        ...paths(specified),
      ]),
      delay(() =>
        attributeIf(() => hasAttribute(passthru, 'overrideAttrs'), 'overrideAttrs', overrideAttrs),
      ),
    );
  };
  const outputs = delay(() =>
    mapItems(itemsOf(selectOr(drv, 'outputs', () => list(['out']))), (name) =>
      pair(
        name,
        delay(() => output(name)),
      ),
    ),
  );
  const named = delay(() => {
    const all = delay(() => mapItems(itemsOf(outputs), (each) => select(each, 'value')));
    const pairs = list([...itemsOf(outputs), pair('all', all)]);
    return apply(library.builtin('listToAttrs'), pairs);
  });
  const common: Slot = delay(() => overlaid(drv, named, passthru, setOf(paths(() => force(drv)))));
  return force(common);
}

/** `lib.hydraJob`: what Hydra looks at of a derivation, wholly evaluated. */
export function hydraJob(library: Library, drv: Slot): Value {
  const { builtin } = library;
  if (known(drv) === null) return null;
  const outputs = selected(drv, 'outputs', list(['out']));
  const aggregate = (): Value => {
    const constituents = delay(() => select(drv, 'constituents'));
    const flat = applied(library.member('lists', 'flatten'), constituents);
    return setOf([
      ['_hydraAggregate', true],
      ['constituents', delay(() => mapItems(itemsOf(flat), (each) => hydraJob(library, each)))],
    ]);
  };
  const common: Slot = delay(() =>
    overlaid(
      setOf([
        ...['name', 'system', 'meta'].map((name): [string, Slot] => [
          name,
          delay(() => select(drv, name)),
        ]),
        ['outputs', outputs],
      ]),
      delay(() =>
        choose(
          () => boolean(selectOr(drv, '_hydraAggregate', () => false)),
          aggregate,
          () => emptySet,
        ),
      ),
      applied(builtin('listToAttrs'), outputsList),
    ),
  );
  const output = (name: Slot): Value => {
    const specified = delay(() => select(drv, textOf(name)));
    return overlaid(
      common,
      setOf([
        ['outPath', delay(() => select(specified, 'outPath'))],
        ['drvPath', delay(() => select(specified, 'drvPath'))],
        ['type', 'derivation'],
        ['outputName', name],
      ]),
    );
  };
  const outputsList: Slot = delay(() =>
    mapItems(itemsOf(outputs), (name) =>
      pair(
        name,
        delay(() => output(name)),
      ),
    ),
  );
  const first = delay(() => select(applied(builtin('head'), outputsList), 'value'));
  return apply(builtin('deepSeq'), first, first);
}
