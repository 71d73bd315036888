lib:
with lib.misc;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  a = { n = "a"; propagatedBuildInputs = [ b c null ]; outPath = "a"; };
  b = { n = "b"; propagatedNativeBuildInputs = [ c ]; outPath = "b"; };
  c = { n = "c"; outPath = "c"; };
  names = map (pkg: pkg.n);
in
{
  mergeOverridden = mergeAttrsByFuncDefaults [ { a = 1; } { b = 2; } ];
  condConcatNone = condConcat "a" [ ] (x: x);
  closeNoSets = [ (closePropagation [ null ]) ];
  mergeNew = mergeAttrsConcatenateValues { a = [ 1 ]; } { b = [ 2 ]; a = [ 3 ]; };
  maybeAttr = [ (maybeAttr "a" 1 { }) (maybeAttr "a" 1 { a = 2; }) (maybeAttrNullable "a" 1 { }) ];
  maybeEnv = builtins.isFunction (maybeEnv "NAME");
  nvs = nvs "a" 1;
  setAttr = setAttr { a = 1; } "b" 2;
  setAttrMerge = [
    (setAttrMerge "a" [ ] { a = [ 2 ]; } (x: x ++ [ 3 ]))
    (setAttrMerge "a" [ ] { } (x: x ++ [ 3 ]))
    (builtins.attrNames (setAttrMerge "a" [ ] { } (throw "unused")))
  ];
  imap = imap (i: v: i) [ "a" ];
  fakes = [ fakeHash fakeSha256 fakeSha512 ];
  defaultMerge = [
    (defaultMergeArg 1 { a = 1; })
    (defaultMergeArg 1 (x: x + 1))
    (defaultMerge { a = 1; } { b = 2; })
    (defaultMerge { a = 1; } (x: { c = x.a; }))
  ];
  foldArgs =
    let
      folded = foldArgs (x: y: x // y) (args: { inherit args; passthru.p = 1; }) { x = 1; } { y = 2; };
    in
    [
      folded.args
      folded.passthru.p
      folded.passthru.args
      (folded.override { x = 5; }).args
      (folded.passthru.function (old: { z = old.x; })).args
    ];
  ifEnable = [ (ifEnable true 1) (map (ifEnable false) [ 1 "a" [ 1 ] { a = 1; } true false null ]) ];
  checkFlag = [
    (checkFlag (throw "unused") "true")
    (checkFlag { } "false")
    (checkFlag { flags = [ "a" ]; } "a")
    (checkFlag { a = 5; } "a")
    (checkFlag { } "b")
  ];
  getValue = [
    (getValue { a = 1; } [ ] "a")
    (getValue { } [ [ "b" 1 ] [ "a" 2 ] ] "a")
    (getValue { flags = [ "a" ]; } [ ] "a")
    (getValue { } [ ] "z")
  ];
  checkReqs = [
    (checkReqs { flags = [ "a" ]; b = 1; } [ ] [ [ "a" "b" ] ])
    (checkReqs { flags = [ "a" ]; } [ ] [ [ "a" "b" ] ])
    (checkReqs { } [ ] [ [ "a" "b" ] ])
    (checkReqs { flags = [ "a" ]; } [ [ "b" 0 ] ] [ [ "a" "b" ] ])
  ];
  uniqList = [
    (uniqList { inputList = [ 1 2 1 3 2 ]; })
    (uniqList { inputList = [ 1 2 1 3 2 ]; acc = [ 2 ]; })
    (uniqList { inputList = [ ]; acc = throw "unused"; })
  ];
  uniqListExt = [
    (uniqListExt { inputList = [ 1 2 1 3 ]; })
    (uniqListExt { inputList = [ { k = 1; v = 1; } { k = 1; v = 2; } ]; getter = x: x.k; })
    (uniqListExt { inputList = [ 1 2 3 4 ]; compare = x: y: lib.mod x 2 == lib.mod y 2; outputList = [ 4 ]; })
  ];
  condConcat = [ (condConcat "a" [ ] (x: x)) (condConcat "a" [ true "b" false (throw "unused") true "d" ] (x: x)) ];
  lazyGenericClosure = lazyGenericClosure {
    startSet = [ { key = 1; } { key = 5; } ];
    operator = x: lib.optionals (x.key < 4) [ { key = x.key + 1; } { key = x.key * 2; } ];
  };
  modifySumArgs = [
    (innerModifySumArgs (a: b: { inherit a b; }) { x = 1; } { i = 1; } null)
    (innerModifySumArgs (a: b: { inherit a b; }) { x = 1; } { i = 1; } { j = 1; } null)
    (modifySumArgs (a: b: { inherit a b; }) { x = 1; } { q = 1; } { r = 2; } null)
  ];
  closePropagation = map names [
    (closePropagationSlow [ a ])
    (closePropagationFast [ a ])
    (closePropagation [ a c null ])
    (innerClosePropagation [ ] [ b a ])
  ];
  mergeAttrs = [
    (mergeAttrsWithFunc (x: y: [ x y ]) { a = 1; b = 2; } { b = 3; c = 4; })
    (builtins.attrNames (mergeAttrsWithFunc (throw "unused") { a = 1; } { b = 3; }))
    (mergeAttrsConcatenateValues { a = 7; } { a = [ 2 3 ]; b = 1; })
    (mergeAttrsNoOverride { } { buildInputs = [ 1 ]; buildPhase = "a"; x = 1; } { buildInputs = [ 2 ]; buildPhase = "b"; })
    (mergeAttrsNoOverride { mergeLists = [ "l" ]; } { l = [ 1 ]; } { l = [ 2 ]; })
    (fails (mergeAttrsNoOverride { } { a = 1; } { a = 2; }))
  ];
  mergeAttrBy = [
    (builtins.attrNames mergeAttrBy)
    (mergeAttrBy.preConfigure "a" "b")
    (builtins.removeAttrs (mergeAttrByFunc { inherit mergeAttrBy; meta.a = 1; } { meta.b = 2; z = 1; }) [ "mergeAttrBy" ])
    (mergeAttrsByFuncDefaultsClean [ { patches = [ 1 ]; } { buildInputs = [ 2 ]; } { buildInputs = [ 3 ]; flags.a = 1; } ])
    (builtins.attrNames (mergeAttrsByFuncDefaults [ ]))
  ];
  nixType = map nixType [ { } { outPath = 1; } (x: x) [ ] true null 1 1.5 "a" ];
}
