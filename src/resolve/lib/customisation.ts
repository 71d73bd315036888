import { call } from '../apply.ts';
import { boolean, set as setOfSlot } from '../demand.ts';
import { delay, force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';
import { emptyList, emptySet, primop, setOf } from '../value.ts';
import { isDerivation } from './attrsets.ts';
import { crossIndex } from './customisation-cross-index.ts';
import { extendDerivation, hydraJob, overrideDerivation } from './customisation-derivations.ts';
import { callPackageWith, makeOverridable, packageCall } from './customisation-overridable.ts';
import { makeScope, makeScopeWithSplicing } from './customisation-scopes.ts';
import type { Library, Members } from './library.ts';
import {
  applied,
  apply,
  choose,
  formals,
  mapAttributes,
  overlaid,
  required,
  select,
  selected,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { functionArgs, identity, isFunction, setFunctionArgs } from './trivial.ts';

/** nixpkgs' `lib/customisation.nix`: what makes a derivation is known but for what is read from that one. */
export function customisation(library: Library): Members {
  return {
    overrideDerivation: primop('overrideDerivation', 2, (drv, f) =>
      overrideDerivation(library, drv, f),
    ),
    makeOverridable: primop('makeOverridable', 1, (f) => makeOverridable(library, f)),
    callPackageWith: primop('callPackageWith', 3, (autoArgs, fn, args) =>
      callPackageWith(library, autoArgs, fn, args),
    ),
    callPackagesWith: primop('callPackagesWith', 3, (autoArgs, fn, args) =>
      callPackagesWith(library, autoArgs, fn, args),
    ),
    extendDerivation: primop('extendDerivation', 3, (condition, passthru, drv) =>
      extendDerivation(library, condition, passthru, drv),
    ),
    hydraJob: primop('hydraJob', 1, (drv) => hydraJob(library, drv)),
    makeScope: primop('makeScope', 2, (newScope, f) => makeScope(library, newScope, f)),
    ...makeScopeWithSplicing(library),
    extendMkDerivation: primop('extendMkDerivation', 1, (settings) =>
      extendMkDerivation(library, settings),
    ),
    ...crossIndex,
  };
}

function callPackagesWith(library: Library, autoArgs: Slot, fn: Slot, args: Slot): Value {
  const { f, fargs, allArgs: origArgs } = packageCall(library, autoArgs, fn, args);
  const pkgs = applied(f, origArgs);
  const overridable = (name: string): Value => {
    const attribute = primop('callPackages', 1, (newArgs) => select(applied(f, newArgs), name));
    const mirrored = setFunctionArgs(attribute, fargs);
    return call(makeOverridable(library, mirrored), origArgs);
  };
  return choose(
    () => isDerivation(pkgs),
    () => {
      const name = textOf(delay(() => selectOr(pkgs, 'name', () => '<unknown-name>')));
      throw thrown(
        `function \`callPackages\` was called on a *single* derivation "${name}"; did you mean to use \`callPackage\` instead?`,
      );
    },
    () => mapAttributes(setOfSlot(pkgs), (name) => delay(() => overridable(name))),
  );
}

function extendMkDerivation(library: Library, settings: Slot): Value {
  const given = formals(settings, [
    'constructDrv',
    'excludeDrvArgNames',
    'excludeFunctionArgNames',
    'extendDrvArgs',
    'inheritFunctionArgs',
    'transformDrv',
  ]);
  const constructDrv = required(given, 'constructDrv');
  const extendDrvArgs = required(given, 'extendDrvArgs');
  const excludeDrvArgNames = selected(given, 'excludeDrvArgNames', emptyList);
  const excludeFunctionArgNames = selected(given, 'excludeFunctionArgNames', emptyList);
  const inherits = () => boolean(selectOr(given, 'inheritFunctionArgs', () => true));
  const transformDrv = selected(given, 'transformDrv', identity);
  const without = (set: Slot, names: Slot) => applied(library.builtin('removeAttrs'), set, names);

  const build = primop('__functor', 2, (_self, fpargs) => {
    const args = primop('finalAttrs', 1, (final) => {
      const previous = delay(() =>
        choose(
          () => isFunction(fpargs),
          () => apply(fpargs, final),
          () => force(fpargs),
        ),
      );
      const passed = without(previous, excludeDrvArgNames);
      return overlaid(passed, applied(extendDrvArgs, final, previous));
    });
    return apply(transformDrv, applied(constructDrv, args));
  });
  const inheritedArgs = delay(() =>
    choose(
      inherits,
      () =>
        force(
          without(
            delay(() => functionArgs(library, constructDrv)),
            excludeDrvArgNames,
          ),
        ),
      () => emptySet,
    ),
  );
  const ownArgs = delay(() => functionArgs(library, applied(extendDrvArgs, emptySet)));
  return setOf([
    ['__functor', build],
    [
      '__functionArgs',
      without(
        delay(() => overlaid(inheritedArgs, ownArgs)),
        excludeFunctionArgNames,
      ),
    ],
    ['constructDrv', constructDrv],
    ['excludeDrvArgNames', excludeDrvArgNames],
    ['extendDrvArgs', extendDrvArgs],
    ['transformDrv', transformDrv],
  ]);
}
