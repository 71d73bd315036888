import type { Slot } from '../value.ts';
import type { Subset } from './names.ts';

/** A member of a sub-set, which knows its formals if nixpkgs' function is written with some. */
export function withFormals(subset: Subset, name: string, slot: Slot): Slot {
  const written = formals[subset]?.[name];
  if (written === undefined || typeof slot !== 'object' || slot?.kind !== 'primop') return slot;
  return { ...slot, formals: written.split('|').map(parse) };
}

function parse(written: string): ReadonlyMap<string, boolean> {
  const names = written.split(' ').filter((name) => name !== '');
  return new Map(names.map((name) => [name.replace('?', ''), name.endsWith('?')]));
}

/**
 * What nixpkgs' functions take a set of: names, with `?` behind those that have a default. What the arguments are that
 * come one after the other stands between `|`; one that is taken as it is has no names.
 */
const formals: Readonly<Partial<Record<Subset, Readonly<Record<string, string>>>>> = {
  cli: {
    toCommandLineGNU: 'explicitBool? formatArg? isLong?',
    toGNUCommandLine: 'mkBool? mkList? mkOption? mkOptionName? optionValueSeparator?',
  },
  customisation: {
    extendMkDerivation:
      'constructDrv excludeDrvArgNames? excludeFunctionArgNames? extendDrvArgs inheritFunctionArgs? transformDrv?',
    "makeScopeWithSplicing'": 'newScope splicePackages | extra? f keep? otherSplices',
    mapCrossIndex: '| buildBuild buildHost buildTarget hostHost hostTarget targetTarget',
  },
  debug: {
    throwTestFailures: 'description? failures',
  },
  derivations: {
    lazyDerivation: 'derivation meta? outputs? passthru?',
  },
  fetchers: {
    normalizeHash: 'hashTypes? required?',
    withNormalizedHash: 'hashTypes?',
  },
  fileset: {
    gitTrackedWith: 'recurseSubmodules?',
    toSource: 'fileset root',
  },
  filesystem: {
    packagesFromDirectoryRecursive: 'callPackage directory newScope?',
  },
  generators: {
    mkKeyValueDefault: 'mkValueString?',
    toINI: 'listsAsDuplicateKeys? mkKeyValue? mkSectionName?',
    toINIWithGlobalSection:
      'listsAsDuplicateKeys? mkKeyValue? mkSectionName? | globalSection sections?',
    toKeyValue: 'indent? listsAsDuplicateKeys? mkKeyValue?',
    toLua: 'asBindings? indent? multiline?',
    toPlist: 'escape?',
    toPretty: 'allowPrettyValues? indent? multiline?',
    withRecursion: 'depthLimit throwOnDepthLimit?',
  },
  misc: {
    lazyGenericClosure: 'operator startSet',
    mergeAttrsNoOverride: 'mergeLists? overrideSnd?',
    uniqList: 'acc? inputList',
    uniqListExt: 'compare? getter? inputList outputList?',
  },
  modules: {
    doRename: 'condition? from to use visible warn withPriority? | config options',
    evalModules: 'args? check? class? modules prefix? specialArgs?',
    mkDefinition: 'file value',
    mkAliasOptionModule: '| | config options',
    mkAliasOptionModuleMD: '| | config options',
    mkChangedOptionModule: '| | | config options',
    mkMergedOptionModule: '| | | config options',
    mkRemovedOptionModule: '| | options',
    mkRenamedOptionModule: '| | config options',
    mkRenamedOptionModuleWith: 'from sinceRelease to | config options',
  },
  options: {
    mergeUniqueOption: 'merge? message',
    mkOption:
      'apply? default? defaultText? description? example? internal? readOnly? relatedPackages? type? visible?',
    mkPackageOption: '| | default? example? extraDescription? nullable? pkgsText?',
  },
  sources: {
    cleanSourceWith: 'filter? name? src',
  },
  strings: {
    trimWith: 'end? start?',
  },
  types: {
    attrListWith: 'asAttrs? elemType mergeAttrValues?',
    attrsWith: 'elemType lazy? placeholder?',
    deferredModuleWith: 'staticModules?',
    mkOptionType:
      'check? deprecationMessage? description? descriptionClass? emptyValue? functor? getSubModules? getSubOptions? merge? name nestedTypes? substSubModules? typeMerge?',
    pathWith: 'absolute? inStore?',
    serializableValueWith: 'nullable? typeName',
    submoduleWith: 'class? description? modules shorthandOnlyDefinesConfig? specialArgs?',
    unique: 'message',
  },
};
