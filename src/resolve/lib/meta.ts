import { call } from '../apply.ts';
import { boolean, known, set as setOfSlot, string } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { Slot, Value } from '../value.ts';
import { emptyList, emptySet, primop, setOf } from '../value.ts';
import { attrByPath, getOutput, isDerivation } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  choose,
  hasAttribute,
  mapAttributes,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';

/** nixpkgs' `lib/meta.nix`, but for what needs its table of licenses. */
export function meta({ member, builtin }: Library): Members {
  const withPriority = (priority: number) => (pkg: Slot) =>
    addMeta(setOf([['priority', priority]]), pkg);
  const overPackages = (f: (pkg: Slot) => Value, set: Slot) =>
    mapAttributes(setOfSlot(set), (_name, { slot }) =>
      delay(() =>
        choose(
          () => isDerivation(slot),
          () => f(slot),
          () => force(slot),
        ),
      ),
    );
  return {
    addMetaAttrs: primop('addMetaAttrs', 2, addMeta),
    dontDistribute: primop('dontDistribute', 1, (pkg) =>
      addMeta(setOf([['hydraPlatforms', emptyList]]), pkg),
    ),
    setName: primop('setName', 2, (name, pkg) => update(force(pkg), setOf([['name', name]]))),
    updateName: primop('updateName', 2, (f, pkg) => updateName(pkg, (name) => apply(f, name))),
    appendToName: primop('appendToName', 2, (suffix, pkg) =>
      updateName(pkg, (name) => {
        const parsed = call(builtin('parseDrvName'), name);
        const version = textOf(select(parsed, 'version'));
        return `${textOf(select(parsed, 'name'))}-${textOf(suffix)}-${version}`;
      }),
    ),
    mapDerivationAttrset: primop('mapDerivationAttrset', 2, (f, set) =>
      overPackages((pkg) => apply(f, pkg), set),
    ),
    defaultPriority: 5,
    setPrio: primop('setPrio', 2, (priority, pkg) => addMeta(setOf([['priority', priority]]), pkg)),
    lowPrio: primop('lowPrio', 1, withPriority(10)),
    lowPrioSet: primop('lowPrioSet', 1, (set) => overPackages(withPriority(10), set)),
    hiPrio: primop('hiPrio', 1, withPriority(-10)),
    hiPrioSet: primop('hiPrioSet', 1, (set) => overPackages(withPriority(-10), set)),
    platformMatch: primop('platformMatch', 2, (platform, element) => {
      const wanted = known(element);
      if (typeof wanted === 'string') {
        return hasAttribute(platform, 'system') && equal(select(platform, 'system'), wanted);
      }
      const pattern = hasAttribute(wanted, 'parsed') ? wanted : setOf([['parsed', wanted]]);
      return apply(member('attrsets', 'matchAttrs'), pattern, platform);
    }),
    availableOn: primop('availableOn', 2, (platform, pkg) => {
      const matches = call(member('meta', 'platformMatch'), platform);
      const listed = (name: string, unlisted: boolean): Value =>
        choose(
          () =>
            hasAttribute(pkg, 'meta') &&
            hasAttribute(
              delay(() => select(pkg, 'meta')),
              name,
            ),
          () =>
            apply(
              builtin('any'),
              matches,
              delay(() => select(select(pkg, 'meta'), name)),
            ),
          () => unlisted,
        );
      return choose(
        () => listed('platforms', true),
        () => !boolean(listed('badPlatforms', false)),
        () => false,
      );
    }),
    getExe: primop('getExe', 1, (pkg) => {
      const fallback = () => apply(member('strings', 'getName'), pkg);
      return getExecutable(
        pkg,
        delay(() => attrByPath(['meta', 'mainProgram'], pkg, fallback)),
      );
    }),
    "getExe'": primop("getExe'", 2, getExecutable),
    cpeFullVersionWithVendor: primop('cpeFullVersionWithVendor', 2, (vendor, version) =>
      setOf([
        ['vendor', vendor],
        ['version', version],
        ['update', '*'],
      ]),
    ),
  };
}

function addMeta(changes: Slot, pkg: Slot): Value {
  const changed = (old: Slot) =>
    setOf([
      [
        'meta',
        delay(() =>
          update(
            selectOr(old, 'meta', () => emptySet),
            force(changes),
          ),
        ),
      ],
    ]);
  if (!hasAttribute(pkg, 'overrideAttrs')) return update(force(pkg), changed(pkg));
  return apply(
    delay(() => select(pkg, 'overrideAttrs')),
    primop('overrideAttrs', 1, changed),
  );
}

function updateName(pkg: Slot, f: (name: Slot) => Value): Value {
  const name = delay(() => f(delay(() => select(pkg, 'name'))));
  return update(force(pkg), setOf([['name', name]]));
}

function getExecutable(pkg: Slot, program: Slot): Value {
  if (!boolean(isDerivation(pkg))) {
    throw thrown("lib.meta.getExe': The first argument should be a derivation");
  }
  const name = known(program);
  if (typeof name !== 'string') {
    throw thrown("lib.meta.getExe': The second argument should be a string");
  }
  if (name.includes('/')) {
    throw thrown(`lib.meta.getExe': The second argument "${name}" is a nested path`);
  }
  return `${textOf(getOutput('bin', pkg))}/bin/${string(name)}`;
}
