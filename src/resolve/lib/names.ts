/**
 * What nixpkgs' lib exports, by sub-set: the names, separated by white space.
 */
export const exported = {
  asserts: `
    assertEachOneOf assertMsg assertOneOf checkAssertWarn
  `,
  attrsets: `
    attrByPath attrNames attrVals attrValues attrsToList cartesianProduct catAttrs
    chooseDevOutputs collect concatMapAttrs dontRecurseIntoAttrs filterAttrs
    filterAttrsRecursive foldAttrs foldlAttrs genAttrs genAttrs' getAttr getAttrFromPath
    getAttrs getBin getDev getFirstOutput getInclude getLib getMan getOutput getStatic hasAttr
    hasAttrByPath intersectAttrs isAttrs isDerivation listToAttrs longestValidPathPrefix
    mapAttrs mapAttrs' mapAttrsRecursive mapAttrsRecursiveCond mapAttrsToList
    mapAttrsToListRecursive mapAttrsToListRecursiveCond mapCartesianProduct matchAttrs
    mergeAttrsList nameValuePair optionalAttrs overrideExisting recurseIntoAttrs recursiveUpdate
    recursiveUpdateUntil removeAttrs setAttrByPath showAttrPath toDerivation unionOfDisjoint
    updateManyAttrsByPath zipAttrs zipAttrsWith zipAttrsWithNames
  `,
  cli: `
    toCommandLine toCommandLineGNU toCommandLineShell toCommandLineShellGNU toGNUCommandLine
    toGNUCommandLineShell
  `,
  customisation: `
    callPackageWith callPackagesWith extendDerivation extendMkDerivation hydraJob
    makeOverridable makeScope makeScopeWithSplicing makeScopeWithSplicing' mapCrossIndex
    overrideDerivation renameCrossIndexFrom renameCrossIndexTo
  `,
  debug: `
    addErrorContext runTests testAllTrue throwTestFailures trace traceFnSeqN traceIf traceSeq
    traceSeqN traceVal traceValFn traceValSeq traceValSeqFn traceValSeqN traceValSeqNFn
    unsafeGetAttrPos
  `,
  derivations: `
    addDrvOutputDependencies lazyDerivation optionalDrvAttr unsafeDiscardOutputDependency
    warnOnInstantiate
  `,
  fetchers: `
    normalizeHash proxyImpureEnvVars withNormalizedHash
  `,
  fileset: `
    difference empty fileFilter fromSource gitTracked gitTrackedWith intersection isFileset
    maybeMissing toList toSource trace traceVal union unions
  `,
  filesystem: `
    baseNameOf dirOf hashFile haskellPathsInDir isPath listFilesRecursive locateDominatingFile
    packagesFromDirectoryRecursive pathIsDirectory pathIsRegularFile pathType readDir
    readFileType resolveDefaultNix
  `,
  fixedPoints: `
    composeExtensions composeManyExtensions converge extends fix fix' makeExtensible
    makeExtensibleWithCustomName toExtension
  `,
  flakes: `
    flakeRefToString parseFlakeRef
  `,
  generators: `
    mkDconfKeyValue mkKeyValueDefault mkLuaInline mkValueStringDefault toDconfINI toDhall
    toGitINI toINI toINIWithGlobalSection toJSON toKeyValue toLua toPlist toPretty toYAML
    withRecursion
  `,
  gvariant: `
    intConstructors isGVariant mkArray mkBoolean mkDictionaryEntry mkDouble mkEmptyArray mkInt16
    mkInt32 mkInt64 mkJust mkMaybe mkNothing mkObjectpath mkString mkTuple mkUchar mkUint16
    mkUint32 mkUint64 mkValue mkVariant type
  `,
  kernel: `
    freeform module no option unset whenHelpers yes
  `,
  lists: `
    all allUnique any commonPrefix compareLists concatAttrValues concatLists concatMap count
    crossLists drop dropEnd elem elemAt filter findFirst findFirstIndex findSingle flatten fold
    foldl foldl' foldr forEach genList groupBy groupBy' hasPrefix head ifilter0 imap0 imap1 init
    intersectLists isList last length listDfs map mutuallyExclusive naturalSort optional
    optionals partition range remove removePrefix replaceElemAt replicate reverseList singleton
    sort sortOn sublist subtractLists tail take takeEnd toList toposort unique uniqueStrings
    zipLists zipListsWith
  `,
  meta: `
    addMetaAttrs appendToName availableOn cpeFullVersionWithVendor defaultPriority
    dontDistribute getExe getExe' getLicenseFromSpdxId getLicenseFromSpdxIdOr hiPrio hiPrioSet
    licensesSpdx lowPrio lowPrioSet mapDerivationAttrset platformMatch setName setPrio
    updateName
  `,
  misc: `
    checkFlag checkReqs closePropagation closePropagationFast closePropagationSlow condConcat
    defaultMerge defaultMergeArg fakeHash fakeSha256 fakeSha512 foldArgs getValue ifEnable imap
    innerClosePropagation innerModifySumArgs lazyGenericClosure maybeAttr maybeAttrNullable
    maybeEnv mergeAttrBy mergeAttrByFunc mergeAttrsByFuncDefaults mergeAttrsByFuncDefaultsClean
    mergeAttrsConcatenateValues mergeAttrsNoOverride mergeAttrsWithFunc modifySumArgs nixType
    nvs setAttr setAttrMerge uniqList uniqListExt
  `,
  modules: `
    applyModuleArgsIfFunction collectModules defaultOrderPriority defaultOverridePriority
    dischargeProperties doRename evalModules evalOptionValue filterOverrides filterOverrides'
    fixMergeModules fixupOptionType importApply importJSON importTOML mapDefinitionValue
    mergeAttrDefinitionsWithPrio mergeDefinitions mergeModules mergeModules' mergeOptionDecls
    mkAfter mkAliasAndWrapDefinitions mkAliasAndWrapDefsWithPriority mkAliasDefinitions
    mkAliasIfDef mkAliasOptionModule mkAliasOptionModuleMD mkAssert mkBefore
    mkChangedOptionModule mkDefault mkDefinition mkDerivedConfig mkFixStrictness mkForce mkIf
    mkImageMediaOverride mkMerge mkMergedOptionModule mkOptionDefault mkOrder mkOverride
    mkRemovedOptionModule mkRenamedOptionModule mkRenamedOptionModuleWith mkVMOverride
    pushDownProperties setDefaultModuleLocation sortProperties unifyModuleSyntax
  `,
  network: `
    ipv6
  `,
  options: `
    getFiles getValues isOption literalCode literalExpression literalMD mergeDefaultOption
    mergeEqualOption mergeOneOption mergeUniqueOption mkEnableOption mkOption mkPackageOption
    mkSinkUndeclaredOptions optionAttrSetToDocList optionAttrSetToDocList' renderOptionValue
    scrubOptionValue showDefs showFiles showOption showOptionWithDefLocs unknownModule
  `,
  path: `
    append hasPrefix hasStorePathPrefix removePrefix splitRoot subpath
  `,
  sourceTypes: `
    binaryBytecode binaryFirmware binaryNativeCode fromSource obfuscatedCode
  `,
  sources: `
    canCleanSource cleanSource cleanSourceFilter cleanSourceWith commitIdFromGitRepo
    filterSource pathHasContext pathIsGitRepo repoRevToName revOrTag shortRev sourceByGlobs
    sourceByRegex sourceFilesBySuffices trace urlToName
  `,
  strings: `
    addContextFrom appendContext charToInt cmakeBool cmakeFeature cmakeOptionType
    commonPrefixLength commonSuffixLength compareVersions concatImapStrings concatImapStringsSep
    concatLines concatMapAttrsStringSep concatMapStrings concatMapStringsSep concatStrings
    concatStringsSep elem elemAt enableFeature enableFeatureAs escape escapeC
    escapeNixIdentifier escapeNixString escapeRegex escapeShellArg escapeShellArgs escapeURL
    escapeXML fileContents filter fixedWidthNumber fixedWidthString floatToString fromJSON
    genList getName getVersion hasInfix hasPrefix hasSuffix head intersperse isAttrs
    isConvertibleWithToString isInt isList isPath isStorePath isString isStringLike
    isValidPosixName join levenshtein levenshteinAtMost lowerChars makeBinPath makeIncludePath
    makeLibraryPath makeSearchPath makeSearchPathOutput match mesonBool mesonEnable mesonOption
    nameFromURL normalizePath optionalString parseDrvName readFile removePrefix removeSuffix
    replaceString replaceStrings replicate sanitizeDerivationName split splitString
    splitStringBy storeDir stringAsChars stringLength stringToCharacters substring tail
    toCamelCase toInt toIntBase10 toJSON toLower toSentenceCase toShellVar toShellVars toUpper
    trim trimWith typeOf unsafeDiscardStringContext upperChars versionAtLeast versionOlder
    withFeature withFeatureAs
  `,
  stringsWithDeps: `
    fullDepEntry noDepEntry packEntry stringAfter textClosureList textClosureMap
  `,
  systems: `
    architectures doubles elaborate equals examples flakeExposed functionNames inspect parse
    platforms systemToAttrs
  `,
  trivial: `
    add and bitAnd bitNot bitOr bitXor boolToString boolToYesNo ceil checkListOfEnum codeName
    compare concat const deepSeq defaultTo div flip floor fromHexString functionArgs
    genericClosure id importJSON importTOML inNixShell inPureEvalMode info isBool isFloat
    isFunction isInOldestRelease isInt lessThan mapNullable max mergeAttrs min
    mirrorFunctionArgs mod mul nixpkgsVersion oldestSupportedRelease
    oldestSupportedReleaseIsAtLeast or pathExists pipe readFile release revisionWithDefault seq
    setFunctionArgs showWarnings splitByAndCompare sub throwIf throwIfNot toBaseDigits
    toFunction toHexString version versionSuffix warn warnIf warnIfNot xor
  `,
  types: `
    addCheck anything attrListOf attrListWith attrTag attrs attrsOf attrsWith bool boolByOr
    coercedTo commas defaultFunctor defaultTypeMerge deferredModule deferredModuleWith either
    enum envVar externalPath fileset float functionTo int ints isOptionType isType json
    lazyAttrsOf lines listOf loaOf luaInline mergeTypes mkOptionType noCheckForDocsModule
    nonEmptyListOf nonEmptyStr nullOr number numbers oneOf optionDeclaration
    optionDescriptionPhrase optionType package passwdEntry path pathInStore pathWith pkgs port
    raw separatedString serializableValueWith setType shellPackage singleLineStr str strMatching
    submodule submoduleWith toml types uniq unique unspecified
  `,
  versions: `
    compareVersions major majorMinor minor pad patch splitVersion
  `,
} as const satisfies Readonly<Record<string, string>>;

export type Subset = keyof typeof exported;

/** Sub-sets of data, not of functions: their names are not listed here. */
export const dataSubsets = ['licenses', 'maintainers', 'platforms', 'teams'] as const;

/** What lib itself has, too, of the sub-sets' names, and what it has of `builtins`. */
export const flattened: Readonly<Partial<Record<Subset, string>> & { readonly builtins: string }> =
  {
    asserts: `
    assertMsg assertOneOf
  `,
    attrsets: `
    attrByPath attrNames attrVals attrValues attrsToList cartesianProduct catAttrs
    chooseDevOutputs collect concatMapAttrs dontRecurseIntoAttrs filterAttrs
    filterAttrsRecursive foldAttrs foldlAttrs genAttrs genAttrs' getAttr getAttrFromPath
    getAttrs getBin getDev getFirstOutput getInclude getLib getMan getOutput getStatic hasAttr
    hasAttrByPath intersectAttrs isDerivation listToAttrs mapAttrs mapAttrs' mapAttrsRecursive
    mapAttrsRecursiveCond mapAttrsToList mapAttrsToListRecursive mapAttrsToListRecursiveCond
    mapCartesianProduct matchAttrs mergeAttrsList nameValuePair optionalAttrs overrideExisting
    recurseIntoAttrs recursiveUpdate recursiveUpdateUntil removeAttrs setAttrByPath showAttrPath
    toDerivation updateManyAttrsByPath zipAttrs zipAttrsWith zipAttrsWithNames
  `,
    builtins: `
    convertHash fromJSON fromTOML getContext hasContext hashString parseDrvName placeholder
    toFile toJSON toString toXML tryEval
  `,
    customisation: `
    callPackageWith callPackagesWith extendDerivation extendMkDerivation hydraJob
    makeOverridable makeScope makeScopeWithSplicing makeScopeWithSplicing' mapCrossIndex
    overrideDerivation renameCrossIndexFrom renameCrossIndexTo
  `,
    debug: `
    addErrorContext runTests testAllTrue trace traceFnSeqN traceIf traceSeq traceSeqN traceVal
    traceValFn traceValSeq traceValSeqFn traceValSeqN traceValSeqNFn unsafeGetAttrPos
  `,
    derivations: `
    addDrvOutputDependencies lazyDerivation optionalDrvAttr unsafeDiscardOutputDependency
    warnOnInstantiate
  `,
    filesystem: `
    baseNameOf dirOf hashFile packagesFromDirectoryRecursive pathIsDirectory pathIsRegularFile
    pathType readDir readFileType
  `,
    fixedPoints: `
    composeExtensions composeManyExtensions converge extends fix fix' makeExtensible
    makeExtensibleWithCustomName toExtension
  `,
    flakes: `
    flakeRefToString parseFlakeRef
  `,
    generators: `
    mkLuaInline
  `,
    lists: `
    all allUnique any compareLists concatAttrValues concatLists concatMap count crossLists drop
    dropEnd findFirst findSingle flatten fold foldl foldl' foldr forEach groupBy groupBy'
    ifilter0 imap0 imap1 init intersectLists last length listDfs map mutuallyExclusive
    naturalSort optional optionals partition range remove replaceElemAt replicate reverseList
    singleton sort sortOn sublist subtractLists take takeEnd toList toposort unique
    uniqueStrings zipLists zipListsWith
  `,
    meta: `
    addMetaAttrs appendToName dontDistribute getExe getExe' getLicenseFromSpdxId
    getLicenseFromSpdxIdOr hiPrio hiPrioSet licensesSpdx lowPrio lowPrioSet mapDerivationAttrset
    setName setPrio updateName
  `,
    misc: `
    checkFlag checkReqs closePropagation condConcat defaultMerge defaultMergeArg fakeHash
    fakeSha256 fakeSha512 foldArgs getValue ifEnable imap innerClosePropagation
    innerModifySumArgs lazyGenericClosure maybeAttr maybeAttrNullable maybeEnv mergeAttrBy
    mergeAttrByFunc mergeAttrsByFuncDefaults mergeAttrsByFuncDefaultsClean
    mergeAttrsConcatenateValues mergeAttrsNoOverride mergeAttrsWithFunc modifySumArgs nixType
    nvs setAttr setAttrMerge uniqList uniqListExt
  `,
    modules: `
    applyModuleArgsIfFunction dischargeProperties doRename evalModules filterOverrides
    fixMergeModules fixupOptionType mergeDefinitions mergeModules mergeModules' mergeOptionDecls
    mkAfter mkAliasAndWrapDefinitions mkAliasDefinitions mkAliasOptionModule
    mkAliasOptionModuleMD mkAssert mkBefore mkChangedOptionModule mkDefault mkDefinition
    mkDerivedConfig mkFixStrictness mkForce mkIf mkImageMediaOverride mkMerge
    mkMergedOptionModule mkOptionDefault mkOrder mkOverride mkRemovedOptionModule
    mkRenamedOptionModule mkRenamedOptionModuleWith mkVMOverride pushDownProperties
    setDefaultModuleLocation sortProperties unifyModuleSyntax
  `,
    options: `
    getFiles getValues isOption literalExpression literalMD mergeDefaultOption mergeEqualOption
    mergeOneOption mergeUniqueOption mkEnableOption mkOption mkPackageOption
    mkSinkUndeclaredOptions optionAttrSetToDocList optionAttrSetToDocList' scrubOptionValue
    showFiles showOption showOptionWithDefLocs unknownModule
  `,
    sources: `
    canCleanSource cleanSource cleanSourceFilter cleanSourceWith commitIdFromGitRepo
    filterSource pathHasContext pathIsGitRepo repoRevToName revOrTag sourceByRegex
    sourceFilesBySuffices
  `,
    strings: `
    addContextFrom appendContext cmakeBool cmakeFeature cmakeOptionType compareVersions
    concatImapStrings concatImapStringsSep concatLines concatMapAttrsStringSep concatMapStrings
    concatMapStringsSep concatStrings concatStringsSep elem elemAt enableFeature enableFeatureAs
    escape escapeRegex escapeShellArg escapeShellArgs escapeURL escapeXML fileContents filter
    fixedWidthNumber fixedWidthString genList getName getVersion hasInfix hasPrefix hasSuffix
    head intersperse isAttrs isInt isList isPath isStorePath isString isStringLike
    isValidPosixName join lowerChars makeBinPath makeIncludePath makeLibraryPath makeSearchPath
    makeSearchPathOutput match mesonBool mesonEnable mesonOption nameFromURL optionalString
    readFile removePrefix removeSuffix replaceString replaceStrings split splitString
    splitStringBy stringAsChars stringLength stringToCharacters substring tail toCamelCase toInt
    toIntBase10 toLower toSentenceCase toShellVar toShellVars toUpper trim trimWith typeOf
    unsafeDiscardStringContext upperChars versionAtLeast versionOlder withFeature withFeatureAs
  `,
    stringsWithDeps: `
    fullDepEntry noDepEntry packEntry stringAfter textClosureList textClosureMap
  `,
    trivial: `
    add and bitAnd bitNot bitOr bitXor boolToString boolToYesNo ceil checkListOfEnum compare
    concat const deepSeq defaultTo div flip floor fromHexString functionArgs genericClosure id
    importJSON importTOML inNixShell inPureEvalMode info isBool isFloat isFunction
    isInOldestRelease lessThan mapNullable max mergeAttrs min mirrorFunctionArgs mod mul
    nixpkgsVersion oldestSupportedReleaseIsAtLeast or pathExists pipe seq setFunctionArgs
    showWarnings splitByAndCompare sub throwIf throwIfNot toBaseDigits toFunction toHexString
    version warn warnIf warnIfNot xor
  `,
    types: `
    defaultFunctor defaultTypeMerge isOptionType isType mkOptionType setType
  `,
    versions: `
    splitVersion
  `,
  };

/** Names that are those of `builtins`. */
export const inherited: Readonly<Partial<Record<Subset, string>>> = {
  attrsets: `
    attrNames attrValues catAttrs getAttr hasAttr intersectAttrs isAttrs listToAttrs mapAttrs
    removeAttrs zipAttrsWith
  `,
  debug: `
    addErrorContext trace unsafeGetAttrPos
  `,
  derivations: `
    addDrvOutputDependencies unsafeDiscardOutputDependency
  `,
  filesystem: `
    baseNameOf dirOf hashFile isPath readDir readFileType
  `,
  lists: `
    all any concatLists concatMap elem elemAt filter genList groupBy head isList length map
    partition sort tail
  `,
  sources: `
    filterSource
  `,
  strings: `
    appendContext compareVersions concatStringsSep elem elemAt filter fromJSON genList head
    isAttrs isInt isList isPath isString match parseDrvName readFile replaceStrings split
    storeDir stringLength substring tail toJSON typeOf unsafeDiscardStringContext
  `,
  trivial: `
    add bitAnd bitOr bitXor ceil deepSeq div floor genericClosure isBool isFloat isInt lessThan
    mul pathExists readFile seq sub
  `,
  versions: `
    compareVersions splitVersion
  `,
};

/** What lib once had, and a pinned older nixpkgs has. */
export const former: Readonly<
  Partial<Record<Subset, readonly string[]>> & { readonly lib: readonly string[] }
> = {
  lib: ['cartesianProductOfSets', 'literalDocBook', 'mdDoc'],
  attrsets: ['cartesianProductOfSets'],
  options: ['literalDocBook', 'mdDoc'],
  types: ['string'],
};

/** The names of a sub-set, or those of {@link flattened}. */
export function namesIn(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
