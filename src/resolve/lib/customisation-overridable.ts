import { call, callAll } from '../apply.ts';
import { boolean, completeSet, known } from '../demand.ts';
import { attempt } from '../join.ts';
import { delay, force } from '../thunk.ts';
import { isUnknown } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { capturing, primop, setOf, sortedNames } from '../value.ts';
import { overrideDerivation } from './customisation-derivations.ts';
import type { Library } from './library.ts';
import {
  aborted,
  applied,
  apply,
  attributeIf,
  choose,
  hasAttribute,
  isSet,
  overlaid,
  select,
} from './operators.ts';
import { functionArgs, isFunction, setFunctionArgs } from './trivial.ts';

/** `lib.makeOverridable`: a function whose results can be made again with other arguments. */
export function makeOverridable(library: Library, f: Slot): Value {
  const fargs = delay(() => functionArgs(library, f));
  const mirrored = (g: Slot) => setFunctionArgs(g, fargs);
  const remade = (name: string, change: (args: Slot) => Value) => (origArgs: Slot) =>
    call(
      makeOverridable(
        library,
        mirrored(
          capturing(
            [f],
            primop(name, 1, (args) => change(args)),
          ),
        ),
      ),
      origArgs,
    );

  const overridable = capturing(
    [f],
    primop('makeOverridable', 1, (origArgs) => {
      const result = applied(f, origArgs);
      const override = mirrored(
        capturing(
          [f, origArgs],
          primop('override', 1, (newArgs) => {
            const changes = delay(() =>
              choose(
                () => isFunction(newArgs),
                () => apply(newArgs, origArgs),
                () => force(newArgs),
              ),
            );
            return call(
              makeOverridable(library, f),
              delay(() => overlaid(origArgs, changes)),
            );
          }),
        ),
      );
      const overrideDrv = primop('overrideDerivation', 1, (fdrv) =>
        remade('overrideDerivation', (args) => overrideDerivation(library, applied(f, args), fdrv))(
          origArgs,
        ),
      );
      const overrideAttrs = primop('overrideAttrs', 1, (fdrv) =>
        remade('overrideAttrs', (args) =>
          apply(
            delay(() => select(applied(f, args), 'overrideAttrs')),
            fdrv,
          ),
        )(origArgs),
      );
      const value = force(result);
      if (isUnknown(value)) return value;
      if (isSet(value)) {
        const added = setOf([
          ['override', override],
          ['overrideDerivation', overrideDrv],
        ]);
        const attrs = delay(() =>
          attributeIf(() => hasAttribute(value, 'overrideAttrs'), 'overrideAttrs', overrideAttrs),
        );
        return overlaid(value, added, attrs);
      }
      if (!isFunction(value)) return value;
      const resultArgs = delay(() => functionArgs(library, value));
      return overlaid(setFunctionArgs(value, resultArgs), setOf([['override', override]]));
    }),
  );

  const mirror = mirrored(overridable);
  return choose(
    () => isSet(known(f)),
    () => {
      const decorated = primop('override', 1, (fdrv) =>
        makeOverridable(
          library,
          applied(
            delay(() => select(f, 'override')),
            fdrv,
          ),
        ),
      );
      const override = delay(() =>
        attributeIf(() => hasAttribute(f, 'override'), 'override', decorated),
      );
      return overlaid(f, mirror, override);
    },
    () => mirror,
  );
}

/** `lib.callPackageWith`: calls a package function with what it asks for. */
export function callPackageWith(library: Library, autoArgs: Slot, fn: Slot, args: Slot): Value {
  const { builtin } = library;
  const called = force(fn);
  if (isUnknown(called)) return callAll(called, [autoArgs, args]);
  const { f, fargs, allArgs } = packageCall(library, autoArgs, fn, args);
  const passed = applied(builtin('attrNames'), allArgs);
  const unpassed = delay(() => apply(builtin('removeAttrs'), fargs, passed));
  return choose(
    () => {
      const { attributes } = completeSet(unpassed);
      return sortedNames(completeSet(unpassed)).every((name) =>
        boolean(attributes.get(name)?.slot ?? null),
      );
    },
    () => call(makeOverridable(library, f), allArgs),
    () => {
      const missing = attempt(
        () =>
          sortedNames(completeSet(unpassed)).find((name) => select(fargs, name) === false) ?? '',
      );
      throw aborted(
        `lib.customisation.callPackageWith: function called without required argument "${typeof missing === 'string' ? missing : ''}"`,
      );
    },
  );
}

/** A function, with its formals, and the arguments that it is called with. */
interface PackageCall {
  readonly f: Slot;
  readonly fargs: Slot;
  readonly allArgs: Slot;
}

/** The call of a package function, or of one in a file, with what it asks for of `autoArgs`, and with `args`. */
export function packageCall(library: Library, autoArgs: Slot, fn: Slot, args: Slot): PackageCall {
  const { builtin } = library;
  const f = delay(() =>
    choose(
      () => isFunction(fn),
      () => force(fn),
      () => call(builtin('import'), fn),
    ),
  );
  const fargs = delay(() => functionArgs(library, f));
  const auto = applied(builtin('intersectAttrs'), fargs, autoArgs);
  return { f, fargs, allArgs: delay(() => overlaid(auto, args)) };
}
