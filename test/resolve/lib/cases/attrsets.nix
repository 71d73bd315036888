lib:
with lib.attrsets;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  deep = {
    a.b.c = 1;
    a.d = null;
    e = [ 1 ];
  };
in
{
  matchMissing = [ (matchAttrs { a = 1; } { }) (matchAttrs { a.b = 1; } { a = { }; }) ];
  updateRoot = updateManyAttrsByPath [ { path = [ ]; update = x: x + 1; } ] 5;
  attrByPath = [
    (attrByPath [ "a" "b" "c" ] 0 deep)
    (attrByPath [ "a" "x" ] 0 deep)
    (attrByPath [ "e" "x" ] 0 deep)
    (attrByPath [ ] 0 5)
  ];
  hasAttrByPath = map (path: hasAttrByPath path deep) [
    [ ]
    [ "a" "b" ]
    [ "e" "f" ]
    [ "a" "d" "x" ]
  ];
  longestValidPathPrefix = map (path: longestValidPathPrefix path deep) [
    [ "a" "b" "x" "y" ]
    [ "x" ]
    [ "a" "d" ]
  ];
  setAttrByPath = [
    (setAttrByPath [ "x" "y" ] 1)
    (setAttrByPath [ ] 1)
    (setAttrByPath [ null ] 1)
  ];
  getAttrFromPath = getAttrFromPath [ "a" "b" "c" ] deep;
  concatMapAttrs = concatMapAttrs (name: value: {
    ${name} = value;
    "${name}2" = value + 1;
  }) {
    a = 1;
    b = 2;
  };
  updateManyAttrsByPath =
    updateManyAttrsByPath
      [
        {
          path = [ "a" "b" ];
          update = old: { d = old.c; };
        }
        {
          path = [ "a" "b" "d" ];
          update = old: old + 1;
        }
        {
          path = [ "new" "x" ];
          update = old: 1;
        }
      ]
      {
        a.b.c = 1;
        a.d = null;
      };
  updateManyAttrsByPathFails = fails (
    updateManyAttrsByPath [
      {
        path = [ "new" ];
        update = old: old + 1;
      }
    ] { }
  );
  updateNull = updateManyAttrsByPath [
    {
      path = [ "a" ];
      update = old: [ old ];
    }
  ] { a = null; };
  attrVals = attrVals [ "e" "a" ] deep;
  attrNames = attrNames deep;
  attrValues = attrValues { b = 1; a = 2; };
  getAttrs = getAttrs [ "e" ] deep;
  getAttr = getAttr "e" deep;
  hasAttr = hasAttr "x" deep;
  isAttrs = map isAttrs [ { } [ ] ];
  catAttrs = catAttrs "a" [ { a = 1; } { b = 2; } { a = 3; } ];
  filterAttrs = filterAttrs (name: value: name != "a" && value != null) (deep // { z = null; });
  filterAttrsRecursive = filterAttrsRecursive (_: value: value != null) deep;
  foldlAttrs = foldlAttrs (acc: name: value: acc ++ [ name value ]) [ ] { b = 1; a = 2; };
  foldAttrs = foldAttrs (item: acc: [ item ] ++ acc) [ ] [
    { a = 2; }
    { a = null; b = 7; }
    { b = 8; }
  ];
  collect = collect builtins.isList { a.b = [ 1 ]; c = [ 2 ]; d = 3; };
  cartesianProduct = cartesianProduct { b = [ 10 20 ]; a = [ 1 2 ]; };
  cartesianEmpty = [
    (cartesianProduct { })
    (cartesianProduct { a = [ ]; b = throw "b"; })
  ];
  mapCartesianProduct = mapCartesianProduct ({ a, b }: a + b) { a = [ "x" "y" ]; b = [ "1" ]; };
  nameValuePair = nameValuePair "a" 1;
  mapAttrs = mapAttrs (name: value: name + value) { a = "1"; };
  mapAttrs' = mapAttrs' (name: value: nameValuePair ("x_" + name) (value + 1)) { a = 1; b = 2; };
  mapAttrsToList = mapAttrsToList (name: value: name + value) { b = "2"; a = "1"; };
  attrsToList = attrsToList { b = 1; a = 2; };
  listToAttrs = listToAttrs [ (nameValuePair "a" 1) (nameValuePair "a" 2) ];
  mapAttrsRecursive = mapAttrsRecursive (path: value: lib.concatStringsSep "-" (path ++ [ (toString value) ])) {
    a.b = 1;
    c = [ 2 3 ];
  };
  mapAttrsRecursiveCond = mapAttrsRecursiveCond (as: !(as ? leaf)) (path: value: path) {
    a.leaf = 1;
    b.c = 2;
  };
  mapAttrsToListRecursive = mapAttrsToListRecursive (path: value: path ++ [ value ]) {
    b.c = 1;
    a = 2;
  };
  mapAttrsToListRecursiveCond = mapAttrsToListRecursiveCond (path: value: path != [ "b" ]) (
    path: value: path
  ) { b.c = 1; a.x.y = 2; };
  genAttrs = genAttrs [ "a" "b" ] (name: name + name);
  genAttrsLazy = attrNames (genAttrs [ "a" ] (name: throw name));
  genAttrs' = genAttrs' [ 1 2 ] (n: nameValuePair "n${toString n}" n);
  isDerivation = map isDerivation [ { type = "derivation"; } { type = 1; } { } "derivation" null ];
  optionalAttrs = [
    (optionalAttrs true { a = 1; })
    (optionalAttrs false (throw "no"))
  ];
  zipAttrsWithNames = zipAttrsWithNames [ "a" ] (name: values: [ name values ]) [ { a = 1; } { a = 2; b = 3; } ];
  zipAttrsWith = zipAttrsWith (name: values: values) [ { a = 1; } { b = 2; a = 3; } ];
  zipAttrs = zipAttrs [ { a = 1; } { b = 2; a = 3; } ];
  mergeAttrsList = [
    (mergeAttrsList [ ])
    (mergeAttrsList [ { a = 1; b = 1; } { b = 2; } { c = 3; } ])
  ];
  recursiveUpdateUntil = recursiveUpdateUntil (path: l: r: path == [ "foo" ]) {
    foo.bar = 1;
    foo.boot = "a";
    bar.x.y = 1;
  } {
    foo.bar = 2;
    bar.x.z = { };
    foo.boot2 = null;
  };
  recursiveUpdate = recursiveUpdate {
    a.b = 1;
    a.c = 2;
    d = { x = 1; };
    e = 5;
    n = null;
  } {
    a.b = 3;
    d = 4;
    e.f = 6;
    n = { };
    g = [ ];
  };
  recursiveUpdateLazy = (recursiveUpdate { a = throw "left"; } { a = 1; b = throw "b"; c = 2; }).c;
  matchAttrs = [
    (matchAttrs { a.b = 1; } { a = { b = 1; c = 2; }; })
    (matchAttrs { a.b = 1; } { a.b = 2; })
    (matchAttrs { a.b = 1; } { a = 1; })
    (matchAttrs { } { })
    (fails (matchAttrs 1 { }))
  ];
  overrideExisting = overrideExisting { a = 1; b = 2; } { b = 3; c = 4; };
  showAttrPath = [
    (showAttrPath [ ])
    (showAttrPath [ "foo" "10" "bar" ])
    (showAttrPath [ "a b" "if" "$x" ])
  ];
  outputs =
    let
      pkg = {
        type = "derivation";
        out = "out";
        dev = "dev";
        lib = "lib";
        bin = "bin";
        man = "man";
        include = "include";
        static = "static";
      };
    in
    [
      (getOutput "dev" pkg)
      (getOutput "x" pkg)
      (getOutput "x" { outputSpecified = true; name = "kept"; })
      (getFirstOutput [ "nope" "bin" ] pkg)
      (getFirstOutput [ "nope" ] { name = "kept"; })
      (getBin pkg)
      (getLib pkg)
      (getDev pkg)
      (getMan pkg)
      (getInclude pkg)
      (getStatic pkg)
      (chooseDevOutputs [ pkg { out = 1; } ])
    ];
  recurseIntoAttrs = recurseIntoAttrs { a = 1; };
  dontRecurseIntoAttrs = dontRecurseIntoAttrs { a = 1; };
  removeAttrs = removeAttrs { a = 1; b = 2; } [ "a" "c" ];
  intersectAttrs = intersectAttrs { a = 1; } { a = 2; b = 3; };
  unionOfDisjoint = [
    (unionOfDisjoint { a = 1; } { b = 2; })
    (fails (unionOfDisjoint { a = 1; } { a = 2; }))
    (unionOfDisjoint { a = 1; c = 1; } { a = 2; }).c
  ];
}
