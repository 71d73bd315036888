import { delay, force } from '../thunk.ts';
import type { Primop, Slot, Value } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { applied, apply, formals, overlaid, required, select, selected } from './operators.ts';

/** `lib.makeScope`: packages that are called with each other. */
export function makeScope(library: Library, newScope: Slot, f: Slot): Value {
  const extended = (overlay: Slot) => applied(library.member('fixedPoints', 'extends'), overlay, f);
  const self: Slot = delay(() =>
    overlaid(
      setOf([
        [
          'callPackage',
          applied(
            delay(() => select(self, 'newScope')),
            emptySet,
          ),
        ],
      ]),
      applied(f, self),
      setOf([
        ['newScope', innerScope(newScope, self)],
        [
          'overrideScope',
          primop('overrideScope', 1, (overlay) => makeScope(library, newScope, extended(overlay))),
        ],
        ['packages', f],
      ]),
    ),
  );
  return force(self);
}

/** `newScope` of a scope: it adds to what is in there. */
function innerScope(newScope: Slot, outer: Slot): Primop {
  return primop('newScope', 1, (scope) =>
    apply(
      newScope,
      delay(() => overlaid(outer, scope)),
    ),
  );
}

/** `lib.makeScopeWithSplicing'`, and the form of it that takes one argument after the other. */
export function makeScopeWithSplicing(library: Library): Members {
  return {
    makeScopeWithSplicing: primop(
      'makeScopeWithSplicing',
      4,
      (splicePackages, newScope, otherSplices, keep) =>
        primop('makeScopeWithSplicing', 2, (extra, f) =>
          splicedScope(library, { splicePackages, newScope, otherSplices, keep, extra, f }),
        ),
    ),
    "makeScopeWithSplicing'": primop("makeScopeWithSplicing'", 1, (makers) => {
      const maker = formals(makers, ['splicePackages', 'newScope']);
      const splicePackages = required(maker, 'splicePackages');
      const newScope = required(maker, 'newScope');
      return primop("makeScopeWithSplicing'", 1, (parts) => {
        const given = formals(parts, ['otherSplices', 'keep', 'extra', 'f']);
        return splicedScope(library, {
          splicePackages,
          newScope,
          otherSplices: required(given, 'otherSplices'),
          f: required(given, 'f'),
          keep: selected(given, 'keep', nothing),
          extra: selected(given, 'extra', nothing),
        });
      });
    }),
  };
}

const nothing = primop('keep', 1, () => emptySet);

interface Splicing {
  readonly splicePackages: Slot;
  readonly newScope: Slot;
  readonly otherSplices: Slot;
  readonly keep: Slot;
  readonly extra: Slot;
  readonly f: Slot;
}

function splicedScope(library: Library, splicing: Splicing): Value {
  const { splicePackages, newScope, otherSplices, keep, extra, f } = splicing;
  const other = (name: string): Slot => delay(() => select(otherSplices, name));
  const plain = applied(
    splicePackages,
    setOf([
      ['pkgsBuildBuild', other('selfBuildBuild')],
      ['pkgsBuildHost', other('selfBuildHost')],
      ['pkgsBuildTarget', other('selfBuildTarget')],
      ['pkgsHostHost', other('selfHostHost')],
      ['pkgsHostTarget', delay(() => force(self))],
      ['pkgsTargetTarget', other('selfTargetTarget')],
    ]),
  );
  const spliced = delay(() =>
    overlaid(
      applied(extra, plain),
      plain,
      applied(
        keep,
        delay(() => force(self)),
      ),
    ),
  );
  const self: Slot = delay(() =>
    overlaid(
      applied(f, self),
      setOf([
        ['newScope', innerScope(newScope, spliced)],
        ['callPackage', applied(newScope, spliced)],
        [
          'overrideScope',
          primop('overrideScope', 1, (overlay) =>
            splicedScope(library, {
              ...splicing,
              f: applied(library.member('fixedPoints', 'extends'), overlay, f),
            }),
          ),
        ],
        ['packages', f],
      ]),
    ),
  );
  return force(self);
}
