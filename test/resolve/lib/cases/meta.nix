lib:
with lib.meta;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  pkg = {
    type = "derivation";
    name = "tool-1.0";
    outPath = "/tool";
    meta.mainProgram = "main";
  };
in
{
  addMetaAttrs = [
    (addMetaAttrs { a = 1; } { meta.b = 2; })
    (addMetaAttrs { a = 1; } { overrideAttrs = f: f { meta.c = 3; }; })
  ];
  dontDistribute = dontDistribute { };
  names = [
    (setName "x" { name = "y"; })
    (updateName (name: name + "z") { name = "y"; })
    (appendToName "with" { name = "a-1.0"; })
  ];
  mapDerivationAttrset = mapDerivationAttrset (pkg: pkg.name) { inherit pkg; other = 1; };
  priorities = [
    defaultPriority
    (setPrio 3 { })
    (lowPrio { })
    (hiPrio { })
    (lowPrioSet { a = { type = "derivation"; }; b = 1; }).a.meta.priority
    (lowPrioSet { b = 1; })
    (hiPrioSet { a = { type = "derivation"; }; }).a.meta.priority
  ];
  platformMatch = [
    (platformMatch { system = "x86_64-linux"; } "x86_64-linux")
    (platformMatch { system = "x86_64-linux"; } "other")
    (platformMatch { parsed.kernel = "linux"; } { kernel = "linux"; })
    (platformMatch { parsed.kernel = "linux"; } { parsed.kernel = "bsd"; })
  ];
  getExe = [ (getExe pkg) (getExe (builtins.removeAttrs pkg [ "meta" ])) (getExe' pkg "x") ];
  getExeWithoutProgram = [ (getExe (pkg // { meta = { }; })) (getExe (pkg // { meta = 1; })) ];
  getExeOfNoDerivation = fails (getExe { meta.mainProgram = abort "not needed"; });
  getExeFails = [ (fails (getExe' "x" "y")) (fails (getExe' pkg "a/b")) (fails (getExe' pkg 1)) ];
  cpe = cpeFullVersionWithVendor "v" "1";
  availableOn =
    let
      available = lib.meta.availableOn { system = "x86_64-linux"; parsed.kernel.name = "linux"; };
    in
    map available [
      { }
      { meta.platforms = [ ]; }
      { meta.platforms = [ "x86_64-linux" ]; }
      { meta.platforms = [ "a" { kernel.name = "linux"; } ]; }
      { meta = { platforms = [ "x86_64-linux" ]; badPlatforms = [ "x86_64-linux" ]; }; }
      { meta.badPlatforms = [ "z" ]; }
    ];
}
