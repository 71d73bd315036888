lib:
let
  sum = { a, b ? 1 }: { result = a + b; };
  drv = {
    type = "derivation";
    name = "n";
    system = "s";
    meta = { };
    drvPath = "/d";
    outPath = "/o";
    outputName = "out";
    outputs = [ "out" "dev" ];
    out = drv;
    dev = drv // { outPath = "/dev"; outputName = "dev"; };
  };
  splices = {
    selfBuildBuild = { };
    selfBuildHost = { };
    selfBuildTarget = { };
    selfHostHost = { };
    selfTargetTarget = { };
  };
  index = { buildBuild = 1; buildHost = 2; buildTarget = 3; hostHost = 4; hostTarget = 5; targetTarget = 6; };
  fails = value: !(builtins.tryEval value).success;
in
{
  makeOverridable =
    let
      made = lib.makeOverridable sum { a = 1; b = 2; };
      functor = {
        __functor = self: { a }: { v = a; };
        extra = 1;
        override = x: { a }: { v = x + a; };
      };
      overridable = lib.makeOverridable functor;
    in
    {
      names = builtins.attrNames made;
      results = map (x: x.result) [
        made
        (made.override { a = 10; })
        (made.override (old: { b = old.a + 5; }))
        ((made.override { a = 10; }).override { b = 1; })
      ];
      arguments = lib.functionArgs made.override;
      ofFunction = (lib.makeOverridable ({ a }: x: a + x) { a = 1; }) 2;
      ofFunctionOverridden = ((lib.makeOverridable ({ a }: x: a + x) { a = 1; }).override { a = 10; }) 2;
      ofNumber = lib.makeOverridable (_: 5) { };
      ofFunctor = [ overridable.extra (overridable { a = 1; }).v ((overridable.override 10) { a = 1; }).v ];
      overrideAttrs =
        let
          build = args: { inherit args; overrideAttrs = f: { changed = f args; }; };
          changed = (lib.makeOverridable build { a = 1; }).overrideAttrs (old: old // { z = 1; });
        in
        [ changed.changed (changed.override { a = 2; }).changed ];
      throws = fails (lib.makeOverridable (throw "unused"));
    };
  callPackageWith =
    let
      call = lib.callPackageWith { a = 1; c = throw "unused"; };
    in
    [
      (call sum { }).result
      (call sum { b = 5; }).result
      (call ({ a, ... }@args: { inherit args; }) { z = 1; }).args
      (call (args: { inherit args; }) { z = 1; }).args
      (call (lib.makeOverridable ({ a }: { inherit a; })) { }).a
      (fails (lib.callPackageWith (throw "needed") ({ a ? 1 }: a) { }))
    ];
  callPackagesWith =
    let
      called = lib.callPackagesWith { a = 1; b = 2; } ({ a, b }: { x.v = a; y.v = b; z = a; }) { b = 5; };
    in
    [
      called.y.v
      called.z
      (called.x.override { a = 7; }).v
      (fails (lib.callPackagesWith { } (_: drv) { }))
    ];
  extendDerivation =
    let
      extended = lib.extendDerivation true { p = 1; overrideAttrs = f: { dev = f 1; }; } drv;
      broken = lib.extendDerivation false { } drv;
    in
    [
      extended.p
      (map (output: [ output.outPath output.outputName output.p output.outputSpecified ]) extended.all)
      (extended.dev.overrideAttrs (x: x + 1))
      broken.name
      (fails broken.outPath)
      (fails broken.dev.drvPath)
    ];
  hydraJob =
    let
      job = lib.hydraJob (drv // { extra = throw "unused"; });
      aggregate = lib.hydraJob (drv // { _hydraAggregate = true; constituents = [ [ drv ] ]; });
    in
    [
      (lib.hydraJob null)
      (builtins.attrNames job)
      job.dev.outPath
      (map (each: each.name) aggregate.constituents)
      (fails (lib.hydraJob (drv // { meta = throw "needed"; })))
    ];
  overrideDerivation = builtins.isFunction (lib.overrideDerivation drv);
  makeScope =
    let
      scope = lib.makeScope lib.callPackageWith (self: {
        a = 1;
        b = self.callPackage ({ a }: { v = a + 1; }) { };
        unused = throw "unused";
      });
      extended = scope.overrideScope (final: prev: { a = 100; c = prev.b.v; });
    in
    [
      (builtins.attrNames scope)
      scope.b.v
      extended.b.v
      extended.c
      ((extended.overrideScope (_: _: { a = 7; })).b.v)
      (scope.newScope { a = 50; } ({ a }: { v = a; }) { }).v
      (scope.packages scope).a
    ];
  makeScopeWithSplicing =
    let
      make = lib.makeScopeWithSplicing' { splicePackages = sets: sets.pkgsHostTarget; newScope = lib.callPackageWith; };
      scope = make {
        otherSplices = splices;
        f = self: { a = 1; b = self.callPackage ({ a }: { v = a; }) { }; };
      };
      curried = lib.makeScopeWithSplicing (_: { a = 5; }) lib.callPackageWith splices (self: { k = self.a; }) (spliced: {
        e = spliced.a;
      }) (self: { a = 1; b = self.callPackage ({ a, k, e }: { v = [ a k e ]; }) { }; });
    in
    [
      scope.b.v
      (scope.overrideScope (_: _: { a = 2; })).b.v
      (scope.newScope { a = 9; } ({ a }: { v = a; }) { }).v
      curried.b.v
    ];
  extendMkDerivation =
    let
      construct = args: (if lib.isFunction args then lib.fix args else args) // { done = true; };
      make = lib.extendMkDerivation {
        constructDrv = construct;
        excludeDrvArgNames = [ "special" ];
        extendDrvArgs = final: { x ? 1, special ? 3, ... }: { y = x + 1; s = special; f = final.y; };
        transformDrv = result: result // { t = 1; };
      };
      strict = inheritFunctionArgs: lib.extendMkDerivation {
        inherit inheritFunctionArgs;
        constructDrv = { a, b ? 1, special ? 2 }: { };
        excludeDrvArgNames = [ "special" ];
        excludeFunctionArgNames = [ "b" ];
        extendDrvArgs = _: { z ? 1 }: { };
      };
    in
    [
      (make { x = 5; special = 9; })
      (make (final: { x = 2; q = final.y; }))
      make.__functionArgs
      (map (inherits: (strict inherits).__functionArgs) [ true false ])
    ];
  crossIndex = [
    (lib.mapCrossIndex (x: x * 10) index)
    (lib.renameCrossIndexTo "self" index)
    ((lib.renameCrossIndexFrom "pkgs" { pkgsBuildBuild = 1; }).buildBuild)
    (builtins.attrNames (lib.renameCrossIndexTo "self" { }))
  ];
}
