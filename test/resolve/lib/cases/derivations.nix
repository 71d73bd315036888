lib:
with lib.derivations;
let
  drv = {
    type = "derivation";
    name = "n";
    outputs = [ "out" "dev" ];
    outPath = "/o";
    drvPath = "/d";
    outputName = "out";
    system = "s";
    meta.m = 1;
    out = 1;
    dev = 2;
  };
  lazy = lazyDerivation { derivation = drv; outputs = [ "out" "dev" ]; passthru.p = 1; };
  broken = lazyDerivation { derivation = throw "unused"; meta.a = 1; };
  warned = warnOnInstantiate "warning" {
    name = "n";
    outPath = "/o";
    overrideAttrs = name: { inherit name; b = 2; };
  };
  fails = value: !(builtins.tryEval value).success;
in
{
  optionalDrvAttr = [ (optionalDrvAttr true 1) (optionalDrvAttr false (throw "unused")) ];
  lazyDerivation = [
    (builtins.attrNames lazy)
    [ lazy.meta lazy.out lazy.dev lazy.p lazy.outPath lazy.name lazy.system ]
    [ broken.type broken.meta broken.outputs (fails broken.name) ]
    (fails (lazyDerivation { derivation = { }; }).name)
    (fails (lazyDerivation { derivation = drv; }).name)
  ];
  warnOnInstantiate = [
    (builtins.attrNames warned)
    warned.outPath
    warned.name
    (warned.overrideAttrs "z").b
  ];
  toDerivation = [ (lib.toDerivation (throw "unused")).type (lib.toDerivation (throw "unused")).outputs ];
  overrideDerivation = {
    passthru = (lib.overrideDerivation { drvPath = "/d"; drvAttrs.a = 1; passthru.p = 5; meta.m = 1; } (old: { b = 2; })).p;
    meta = (lib.overrideDerivation { drvPath = "/d"; drvAttrs.a = 1; passthru.p = 5; meta.m = 1; } (old: { b = 2; })).meta;
    overridable = ((lib.makeOverridable ({ a }: { drvPath = "/d"; drvAttrs = { inherit a; }; passthru.p = a; }) { a = 1; }).overrideDerivation (old: { })).p;
  };
}
