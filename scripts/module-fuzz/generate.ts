import type { Random } from '../fuzz/random.ts';
import type { Tree } from '../fuzz/tree.ts';
import { atom, parenthesised } from '../fuzz/tree.ts';
import { closed, expression, file, optional, part, several } from './code.ts';
import { kind, settings } from './kinds.ts';
import type { DeclaredOption, Scope } from './scope.ts';
import { condition, definitionOf, listItems, someValue } from './scope.ts';
import { vmsiloBindings } from './vms.ts';

/** The file that a configuration starts from. */
export const entryFile = 'configuration.nix';

/** A module, before it is written. */
interface Draft {
  readonly index: number;
  /** Whether it has a file of its own. */
  readonly inFile: boolean;
  readonly children: Draft[];
  readonly declared: Tree[];
  /** Bindings below `my`, in sets of which each has a name once. */
  readonly groups: Map<string, Tree>[];
  vms: Tree | null;
  readonly more: Tree[];
}

/**
 * A configuration: the entry, which gives the options below `my` in its `result`, and the files that it imports.
 *
 * @param worlds how many different values what is kept from us has; 0 if nothing is
 */
export function generate(random: Random, worlds: number): Tree {
  const drafts = skeleton(random);
  const kinds = Array.from({ length: 1 + random.below(3) }, () =>
    kind(random, 1 + random.below(3)),
  );
  const options: DeclaredOption[] = Array.from({ length: 1 + random.below(4) }, (_, index) => ({
    name: `o${index}`,
    kind: kinds[index % kinds.length] ?? kind(random, 1),
  }));
  const at = (count: number): Scope => ({
    random,
    worlds,
    depth: 3,
    inModule: true,
    options: options.slice(0, count),
  });
  const anyDraft = (): Draft => drafts[random.below(drafts.length)] ?? entry;
  const [entry] = drafts;
  for (const [index, option] of options.entries()) {
    const scope = at(random.chance(0.1) ? options.length : index);
    const { type } = option.kind;
    const typed = random.chance(0.97) ? part`type = ${type}; ` : part``;
    const declaring = anyDraft();
    declaring.declared.push(
      optional`my.${option.name} = lib.mkOption { ${typed}${settings(option.kind, scope)}}; `,
    );
    const again = anyDraft();
    if (again !== declaring && random.chance(0.1)) {
      again.declared.push(optional`my.${option.name} = lib.mkOption { type = ${type}; }; `);
    }
    const definitions = random.pick([0, 1, 1, 2, 2, 3]);
    for (let count = 0; count < definitions; count++) {
      define(anyDraft(), option.name, definitionOf(option.kind, scope));
    }
  }
  entry.declared.push(
    optional`my.flag = lib.mkOption { type = lib.types.bool; default = ${random.pick(['true', 'false'])}; }; `,
    optional`my.links = lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { b = "a"; }; }; `,
  );
  const scope = at(options.length);
  if (random.chance(0.2)) define(anyDraft(), 'flag', definitionOf(boolKind, scope));
  if (random.chance(0.6)) {
    for (const draft of drafts) if (random.chance(0.5)) draft.vms = vmsiloBindings(scope);
  }
  if (random.chance(0.15)) {
    entry.declared.push(optional`my.seen = lib.mkOption { type = lib.types.raw; }; `);
    define(
      entry,
      'seen',
      atom('(lib.mapAttrs (_: vm: vm.network.netvm) config.programs.vmsilo.nixosVms)'),
    );
  }
  const renamed = random.chance(0.25) ? rename(scope, anyDraft) : null;
  if (random.chance(0.1)) anyDraft().more.push(optional`_module.args.extra = 1; `);
  const files: Tree[] = [];
  const written = module(entry, scope, files, renamed);
  return several([
    file(entryFile, written),
    ...files.map((each) => optional`${each}`),
    file('x.nix', part`{ a = 3; }`),
    file('vm.nix', part`{ name, lib, ... }: { network.netvm = lib.mkDefault name; }`),
    file('vm-set.nix', part`{ network.isNetvm = true; }`),
  ]);
}

const boolKind = {
  type: atom('lib.types.bool'),
  value: ({ random }: Scope) => atom(random.pick(['true', 'false'])),
  apply: null,
};

function skeleton(random: Random): [Draft, ...Draft[]] {
  const draft = (index: number): Draft => ({
    index,
    inFile: index === 0 || random.chance(0.6),
    children: [],
    declared: [],
    groups: [],
    vms: null,
    more: [],
  });
  const drafts: [Draft, ...Draft[]] = [draft(0)];
  const count = 1 + random.below(6);
  for (let index = 1; index < count; index++) {
    const next = draft(index);
    drafts[random.below(drafts.length)]?.children.push(next);
    drafts.push(next);
  }
  return drafts;
}

function define({ groups }: Draft, name: string, definition: Tree): void {
  const free = groups.find((group) => !group.has(name));
  if (free !== undefined) free.set(name, definition);
  else groups.push(new Map([[name, definition]]));
}

/** A module that gives an option another name, and may be a definition by that name. */
function rename(scope: Scope, anyDraft: () => Draft): Tree {
  const { random, options } = scope;
  const option = options[random.below(options.length)];
  if (option === undefined) return part``;
  const old = (name: string): string => `[ "my" "${name}" ]`;
  const path = old(option.name);
  const defineOld = (name: string): void => {
    if (random.chance(0.75)) define(anyDraft(), name, definitionOf(option.kind, scope));
  };
  switch (random.below(6)) {
    case 0:
      return optional`(lib.mkRemovedOptionModule ${old('gone')} "use o0") `;
    case 1: {
      for (const name of ['x1', 'x2']) defineOld(name);
      return optional`(lib.mkMergedOptionModule [ ${old('x1')} ${old('x2')} ] ${path} (config: ${someValue(option.kind, scope)})) `;
    }
    case 2:
      defineOld('x1');
      return optional`(lib.mkChangedOptionModule ${old('x1')} ${path} (config: ${random.chance(0.7) ? 'config.my.x1' : parenthesised(someValue(option.kind, scope))})) `;
    case 3:
      defineOld('x1');
      return optional`(lib.mkAliasOptionModule ${old('x1')} ${path}) `;
    case 4:
      defineOld('x1');
      return optional`(lib.mkRenamedOptionModuleWith { sinceRelease = 2205; from = ${old('x1')}; to = ${path}; }) `;
    default:
      defineOld('x1');
      return optional`(lib.mkRenamedOptionModule ${old('x1')} ${path}) `;
  }
}

/** A module's text as it stands in a file, or between brackets. */
function module(draft: Draft, scope: Scope, files: Tree[], extra: Tree | null): Tree {
  const { random, worlds } = scope;
  const imports = importsOf(draft, scope, files, extra);
  const body = bodyOf(draft, scope, imports);
  const isEntry = draft.index === 0;
  const hiddenFormal = worlds > 0 ? 'hidden, ' : '';
  const extraFormal = draft.more.length > 0 && random.chance(0.5) ? 'extra, ' : '';
  const names = random.pick(['args@', '', '', '']);
  if (!isEntry && !draft.inFile && random.chance(0.5)) return body;
  if (!isEntry && random.chance(0.04)) {
    return closed`{ __functor = self: { lib, config, options, special, ${hiddenFormal}... }: ${body}; }`;
  }
  return expression`${names}{ lib, config, options, special, ${hiddenFormal}${extraFormal}... }: ${body}`;
}

function bodyOf(draft: Draft, scope: Scope, imports: Tree): Tree {
  const { random } = scope;
  const isEntry = draft.index === 0;
  const sets = draft.groups.map((group) => definitions(group, scope));
  const vms = draft.vms === null ? [] : [draft.vms];
  const isRedeclaration = vms.some(({ pieces }) => pieces.join('').includes('imports = '));
  const configured = isRedeclaration ? [] : vms;
  const redeclared = isRedeclaration ? several(vms) : part``;
  const result = isEntry ? part`result = { inherit (config) my; }; ` : part``;
  const first = several([
    result,
    ...configured,
    ...draft.more,
    ...(sets[0] === undefined ? [] : [sets[0]]),
  ]);
  const importing = isRedeclaration
    ? part`imports = [ ${imports}{ ${redeclared}} ]; `
    : part`imports = ${importList(imports, scope)}; `;
  const disabled =
    random.chance(0.03) && draft.children.length > 0
      ? optional`disabledModules = [ ./m${String(draft.children[0]?.index)}.nix ]; `
      : random.chance(0.02)
        ? optional`disabledModules = [ { key = "k"; } ]; `
        : part``;
  if (draft.declared.length === 0 && sets.length < 2 && random.chance(0.6)) {
    return closed`{ ${importing}${disabled}${first}}`;
  }
  const all = [first, ...sets.slice(1)].map((bindings) => closed`{ ${bindings}}`);
  const [only, ...others] = all;
  const merged =
    others.length > 0 || only === undefined ? expression`lib.mkMerge [ ${listItems(all)}]` : only;
  const options =
    draft.declared.length === 0 ? part`` : part`options = { ${several(draft.declared)}}; `;
  return closed`{ ${importing}${disabled}${options}config = ${wrapped(merged, scope, isEntry)}; }`;
}

/** Something around a module's whole configuration. */
function wrapped(config: Tree, scope: Scope, isEntry: boolean): Tree {
  const { random } = scope;
  const inner = parenthesised(config);
  if (isEntry || random.chance(0.8)) return config;
  switch (random.below(6)) {
    case 0:
      return expression`lib.mkForce ${inner}`;
    case 1:
      return expression`lib.mkDefault ${inner}`;
    case 2:
      return expression`lib.mkMerge [ ${inner} ]`;
    case 3:
      return expression`lib.optionalAttrs ${random.pick(['special.flag', 'true', '(!special.flag)'])} ${inner}`;
    default:
      return expression`lib.mkIf ${parenthesised(condition(scope))} ${inner}`;
  }
}

/** Bindings of options below `my`, one by one or in a set that has properties itself. */
function definitions(group: ReadonlyMap<string, Tree>, scope: Scope): Tree {
  const { random } = scope;
  const bound = [...group];
  if (random.chance(0.75)) {
    return several(bound.map(([name, tree]) => optional`my.${name} = ${tree}; `));
  }
  const set = closed`{ ${several(bound.map(([name, tree]) => optional`${name} = ${tree}; `))}}`;
  const around = random.chance(0.5)
    ? set
    : random.pick([
        () => expression`lib.mkIf ${parenthesised(condition(scope))} ${set}`,
        () => expression`lib.mkForce ${set}`,
        () => expression`lib.mkDefault ${set}`,
        () => expression`lib.mkMerge [ ${set} ]`,
      ])();
  return optional`my = ${around}; `;
}

function importList(items: Tree, { random }: Scope): Tree {
  switch (random.below(14)) {
    case 0:
      return expression`lib.optionals special.flag [ ${items}]`;
    case 1:
      return expression`lib.optionals (lib.elem "b" special.names) [ ${items}]`;
    case 2:
      return expression`[ ${items}] ++ lib.optional (!special.flag) { my.nothing = 1; }`;
    case 3:
      return expression`lib.flatten [ [ ${items}] ]`;
    case 4:
      return random.chance(0.1)
        ? expression`lib.optionals config.my.flag [ ${items}]`
        : closed`[ ${items}]`;
    default:
      return closed`[ ${items}]`;
  }
}

function importsOf(draft: Draft, scope: Scope, files: Tree[], extra: Tree | null): Tree {
  const { random } = scope;
  const items = draft.children.map((child) => {
    const content = module(child, scope, files, null);
    if (!child.inFile) return inlineImport(content, scope);
    const isFolder = random.chance(0.1);
    const path = isFolder ? `d${child.index}` : `m${child.index}.nix`;
    files.push(file(isFolder ? `${path}/default.nix` : path, inFolder(content, isFolder)));
    return fileImport(`./${path}`, scope);
  });
  return several([...items.map((item) => optional`${item} `), ...(extra === null ? [] : [extra])]);
}

/** In a folder of its own a module's relative paths would lead elsewhere. */
function inFolder(content: Tree, isFolder: boolean): Tree {
  if (!isFolder) return content;
  return {
    ...content,
    pieces: content.pieces.map((piece) =>
      typeof piece === 'string'
        ? piece
            .replaceAll(/(^|[ (])\.\/(?=[a-z])/g, '$1../')
            .replaceAll('(./. + "/', '(./.. + "/')
            .replaceAll('toString ./.', 'toString ./..')
        : inFolder(piece, true),
    ),
  };
}

function fileImport(path: string, { random }: Scope): Tree {
  switch (random.below(20)) {
    case 0:
      return part`(./. + "${path.slice(1)}")`;
    case 1:
      return part`"\${toString ./.}${path.slice(1)}"`;
    case 2:
      return part`(import ${path})`;
    case 3:
      return part`(lib.setDefaultModuleLocation "somewhere" ${path})`;
    case 4:
      return part`{ imports = [ ${path} ]; }`;
    case 5:
      return part`{ _file = "somewhere"; imports = [ ${path} ]; }`;
    case 6:
      return part`{ key = "k"; imports = [ ${path} ]; }`;
    case 7:
      return part`${path} ${path}`;
    case 8:
      return part`${path} (import ${path})`;
    case 9:
      return part`{ require = [ ${path} ]; }`;
    case 10:
      return random.chance(0.2) ? part`[ ${path} ]` : part`${path}`;
    case 11:
      return random.chance(0.2) ? part`(lib.mkIf true ${path})` : part`${path}`;
    default:
      return part`${path}`;
  }
}

function inlineImport(content: Tree, { random }: Scope): Tree {
  const inner = parenthesised(content);
  switch (random.below(14)) {
    case 0:
      return part`{ key = "k"; imports = [ ${inner} ]; } { key = "k"; imports = [ ${inner} ]; }`;
    case 1:
      return part`{ _file = "inline"; imports = [ ${inner} ]; }`;
    case 2:
      return part`(lib.setDefaultModuleLocation "inline" ${inner})`;
    case 3:
      return part`{ imports = [ ${inner} ]; }`;
    case 4:
      return part`{ _class = null; imports = [ ${inner} ]; }`;
    default:
      return inner;
  }
}
