import type { Slot } from '../value.ts';
import type { Subset } from './names.ts';

/** A member of a sub-set, which knows its formals if nixpkgs' function is written with some. */
export function withFormals(subset: Subset, name: string, slot: Slot): Slot {
  const written = formals[subset]?.[name];
  if (written === undefined || typeof slot !== 'object' || slot?.kind !== 'primop') return slot;
  const parsed = written.split(' ').map((formal): readonly [string, boolean] => {
    const hasDefault = formal.endsWith('?');
    return [hasDefault ? formal.slice(0, -1) : formal, hasDefault];
  });
  return { ...slot, formals: new Map(parsed) };
}

/** What nixpkgs' functions take a set of: names, with `?` behind those that have a default. */
const formals: Readonly<Partial<Record<Subset, Readonly<Record<string, string>>>>> = {
  cli: {
    toCommandLineGNU: 'explicitBool? formatArg? isLong?',
    toGNUCommandLine: 'mkBool? mkList? mkOption? mkOptionName? optionValueSeparator?',
  },
  customisation: {
    extendMkDerivation:
      'constructDrv excludeDrvArgNames? excludeFunctionArgNames? extendDrvArgs inheritFunctionArgs? transformDrv?',
    "makeScopeWithSplicing'": 'newScope splicePackages',
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
    toINIWithGlobalSection: 'listsAsDuplicateKeys? mkKeyValue? mkSectionName?',
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
    doRename: 'condition? from to use visible warn withPriority?',
    evalModules: 'args? check? class? modules prefix? specialArgs?',
    mkDefinition: 'file value',
    mkRenamedOptionModuleWith: 'from sinceRelease to',
  },
  options: {
    mergeUniqueOption: 'merge? message',
    mkOption:
      'apply? default? defaultText? description? example? internal? readOnly? relatedPackages? type? visible?',
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
