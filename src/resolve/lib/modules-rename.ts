import { boolean, known, set as setOfSlot } from '../demand.ts';
import { equal } from '../equal.ts';
import { delay, force } from '../thunk.ts';
import { unknown } from '../unknown.ts';
import { update } from '../update.ts';
import type { AttributeSet, Primop, Slot, Value } from '../value.ts';
import { emptyList, emptySet, list, primop, setOf } from '../value.ts';
import { attrByPath, getAttrFromPath, setAttrByPath } from './attrsets.ts';
import type { Library, Members } from './library.ts';
import { mkAlias, mkAliasWithPriority, mkIf, mkMerge } from './modules-properties.ts';
import {
  aborted,
  apply,
  attributeIf,
  choose,
  formals,
  hasAttribute,
  itemsOf,
  required,
  select,
  selected,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { mkOption } from './options.ts';
import { recursiveUpdate } from './recursive-update.ts';
import { showFiles, showOption } from './show-option.ts';
import { identity } from './trivial.ts';

/** The functions of `lib/modules.nix` that give modules for options that were moved or removed. */
export function renames(library: Library): Members {
  const simple = (name: string, settings: Pick<Rename, 'visible' | 'warn'>): Primop =>
    primop(name, 3, (from, to, args) =>
      rename(
        library,
        { ...settings, from, to, use: identity, withPriority: true, condition: true },
        args,
      ),
    );
  const alias = simple('mkAliasOptionModule', { visible: true, warn: false });
  return {
    mkRemovedOptionModule: primop('mkRemovedOptionModule', 3, (path, instructions, args) =>
      removedOption(library, path, instructions, args),
    ),
    mkRenamedOptionModule: simple('mkRenamedOptionModule', { visible: false, warn: true }),
    mkRenamedOptionModuleWith: primop('mkRenamedOptionModuleWith', 2, (settings, args) => {
      const given = formals(settings, ['from', 'to', 'sinceRelease']);
      required(given, 'sinceRelease');
      const from = required(given, 'from');
      const to = required(given, 'to');
      const warn = unknown('lib.trivial.oldestSupportedRelease', 'it hangs on the release');
      const fixed = { visible: false, use: identity, withPriority: true, condition: true };
      return rename(library, { ...fixed, from, to, warn }, args);
    }),
    mkMergedOptionModule: primop('mkMergedOptionModule', 4, (from, to, merge, args) =>
      mergedOption(library, itemsOf(from), to, merge, args),
    ),
    mkChangedOptionModule: primop('mkChangedOptionModule', 4, (from, to, change, args) =>
      mergedOption(library, [from], to, change, args),
    ),
    mkAliasOptionModule: alias,
    mkAliasOptionModuleMD: alias,
    doRename: primop('doRename', 2, (settings, args) => {
      const given = formals(settings, renameSettings);
      return rename(
        library,
        {
          from: required(given, 'from'),
          to: required(given, 'to'),
          visible: required(given, 'visible'),
          warn: required(given, 'warn'),
          use: required(given, 'use'),
          withPriority: selected(given, 'withPriority', true),
          condition: selected(given, 'condition', true),
        },
        args,
      );
    }),
  };
}

interface Rename {
  readonly from: Slot;
  readonly to: Slot;
  readonly visible: Slot;
  readonly warn: Slot;
  readonly use: Slot;
  readonly withPriority: Slot;
  readonly condition: Slot;
}

const renameSettings = ['from', 'to', 'visible', 'warn', 'use', 'withPriority', 'condition'];

/** The arguments of a module that are used. */
interface ModuleArguments {
  readonly config: Slot;
  readonly options: Slot;
}

function argumentsOf(args: Slot): ModuleArguments {
  const given = setOfSlot(args);
  return {
    config: required(given, 'config'),
    options: required(given, 'options'),
  };
}

function rename(library: Library, settings: Rename, args: Slot): AttributeSet {
  const { from, to, visible, warn, use, withPriority, condition } = settings;
  const { config, options } = argumentsOf(args);
  const show = (path: Slot) => showOption(library, itemsOf(path));
  const fromOption = delay(() => getAttrFromPath(from, options));
  const read = primop('apply', 1, () =>
    apply(
      use,
      delay(() =>
        attrByPath(itemsOf(to), config, () => {
          throw aborted(`Renaming error: option \`${show(to)}' does not exist.`);
        }),
      ),
    ),
  );
  const type = delay(() =>
    selectOr(
      attrByPath(itemsOf(to), options, () => emptySet),
      'type',
      () => apply(library.member('types', 'submodule'), emptySet),
    ),
  );
  const option = delay(() => {
    const declared = setOf([
      ['visible', visible],
      ['description', delay(() => `Alias of {option}\`${show(to)}\`.`)],
      ['apply', read],
    ]);
    return mkOption(
      choose(
        () => known(type) !== null,
        () => update(declared, setOf([['type', type]])),
        () => declared,
      ),
    );
  });
  const warnings = delay(() =>
    choose(
      () => (boolean(warn) ? select(fromOption, 'isDefined') : false),
      () => {
        const files = showFiles(itemsOf(select(fromOption, 'files')));
        const message = `The option \`${show(from)}' defined in ${files} has been renamed to \`${show(to)}'.`;
        return list([message]);
      },
      () => emptyList,
    ),
  );
  const wrap = primop('setAttrByPath', 1, (value) => setAttrByPath(itemsOf(to), value));
  const aliased = delay(() =>
    choose(
      () => force(withPriority),
      () => mkAliasWithPriority(wrap, fromOption),
      () => mkAlias(wrap, fromOption),
    ),
  );
  const merged = mkMerge(list([delay(() => whereWarningsAre(options, warnings)), aliased]));
  return setOf([
    ['options', delay(() => setAttrByPath(itemsOf(from), option))],
    ['config', mkIf(condition, merged)],
  ]);
}

/** A definition of `warnings`, in an evaluation that has this option. */
function whereWarningsAre(options: Slot, warnings: Slot): Value {
  return attributeIf(() => hasAttribute(options, 'warnings'), 'warnings', warnings);
}

function removedOption(library: Library, path: Slot, instructions: Slot, args: Slot): AttributeSet {
  const { options } = argumentsOf(args);
  const show = () => showOption(library, itemsOf(path));
  const option = delay(() => getAttrFromPath(path, options));
  const gone = primop('apply', 1, () => {
    throw thrown(
      `The option \`${show()}' can no longer be used since it's been removed. ${textOf(instructions)}`,
    );
  });
  const declared = delay(() =>
    mkOption(
      setOf([
        ['visible', false],
        ['apply', gone],
      ]),
    ),
  );
  const message = delay(() => {
    const files = showFiles(itemsOf(select(option, 'files')));
    return `The option definition \`${show()}' in ${files} no longer has any effect; please remove it.\n${textOf(instructions)}\n`;
  });
  const assertion = setOf([
    ['assertion', delay(() => !boolean(select(option, 'isDefined')))],
    ['message', message],
  ]);
  return setOf([
    ['options', delay(() => setAttrByPath(itemsOf(path), declared))],
    ['config', setOf([['assertions', list([assertion])]])],
  ]);
}

const unset = '_mkMergedOptionModule';

function mergedOption(
  library: Library,
  from: readonly Slot[],
  to: Slot,
  merge: Slot,
  args: Slot,
): AttributeSet {
  const { config, options } = argumentsOf(args);
  const show = (path: Slot) => showOption(library, itemsOf(path));
  const isSetAt = (path: Slot) => !equal(known(getAttrFromPath(path, config)), unset);
  const declared = delay(() =>
    mkOption(
      setOf([
        ['visible', false],
        ['default', unset],
      ]),
    ),
  );
  const declarations = delay(() =>
    from.reduce<Value>(
      (all, path) => recursiveUpdate(all, setAttrByPath(itemsOf(path), declared)),
      emptySet,
    ),
  );
  const warnings = delay(() => {
    const messages = from.filter(isSetAt).map((path) => {
      const files = showFiles(itemsOf(select(getAttrFromPath(path, options), 'files')));
      const target = show(to);
      return `The option \`${show(path)}' defined in ${files} has been changed to \`${target}' that has a different type. Please read \`${target}' documentation and update your configuration accordingly.`;
    });
    return list(messages);
  });
  const merged = delay(() =>
    choose(
      () => from.some(isSetAt),
      () => list([delay(() => apply(merge, config))]),
      () => emptyList,
    ),
  );
  const definitions = delay(() =>
    update(setOf([['warnings', warnings]]), setAttrByPath(itemsOf(to), mkMerge(merged))),
  );
  return setOf([
    ['options', declarations],
    ['config', definitions],
  ]);
}
