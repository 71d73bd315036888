# What functions of lib take can be asked of them, as `callPackage` does.
lib:
let
  formalsIn = set: lib.filterAttrs (_: formals: formals != { }) (lib.mapAttrs (_: formalsOf) set);
  formalsOf =
    value:
    let
      tried = builtins.tryEval (builtins.isFunction value);
    in
    if tried.success && tried.value then builtins.functionArgs value else { };
in
{
  inherit (lib.mapAttrs (_: formalsIn) lib)
    cli
    customisation
    debug
    derivations
    fetchers
    fileset
    filesystem
    fixedPoints
    generators
    gvariant
    kernel
    lists
    misc
    stringsWithDeps
    versions
    ;
  modules = map lib.functionArgs [ lib.mkDefinition lib.doRename lib.modules.mkRenamedOptionModuleWith ];
  options = map lib.functionArgs [ lib.mkOption lib.mergeUniqueOption ];
  sources = lib.functionArgs lib.cleanSourceWith;
  strings = lib.functionArgs lib.trimWith;
  types = map lib.functionArgs [ lib.types.pathWith lib.types.submoduleWith lib.types.attrsWith lib.mkOptionType ];
  called = (lib.callPackageWith { src = ./data; unused = 1; } lib.cleanSourceWith { name = "n"; }).name;
  partial = builtins.functionArgs (lib.generators.toPlist { });
  # A module that is made by a function is called with what its formals name.
  modulesMade = map builtins.functionArgs [
    (lib.mkRemovedOptionModule [ "a" ] "gone")
    (lib.mkRenamedOptionModule [ "a" ] [ "b" ])
    (lib.mkRenamedOptionModuleWith { from = [ "a" ]; to = [ "b" ]; sinceRelease = 2511; })
    (lib.mkAliasOptionModule [ "a" ] [ "b" ])
    (lib.mkMergedOptionModule [ [ "a" ] ] [ "b" ] (config: 1))
    (lib.mkChangedOptionModule [ "a" ] [ "b" ] (config: 1))
    (lib.mkChangedOptionModule [ "a" ])
  ];
  packageOption = builtins.functionArgs (lib.mkPackageOption { } "hello");
  withSections = builtins.functionArgs (lib.generators.toINIWithGlobalSection { });
}
