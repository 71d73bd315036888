lib:
with lib.generators;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  drv = {
    type = "derivation";
    name = "drv";
    outPath = "/path";
  };
in
{
  valueStrings = map (mkValueStringDefault { }) [ 1.5 (drv // { outPath = "/other"; }) ];
  plistNull = toPlist { escape = true; } { a = null; b = [ null ]; };
  gitTop = toGitINI { a.b.c = 1; d.e.f.g = 2; d.h = 3; };
  recursionSpecial = withRecursion { depthLimit = 1; throwOnDepthLimit = false; } {
    a.b.c = 1;
    __functor = 1;
  };
  mkValueStringDefault = map (mkValueStringDefault { }) [ 1 "a" true false null drv ];
  mkKeyValueDefault = [
    (mkKeyValueDefault { } ":" "f:oo" "bar")
    (mkKeyValueDefault { mkValueString = v: "<${toString v}>"; } "=" "a" 1)
  ];
  toKeyValue = [
    (toKeyValue { } { b = 1; a = "x"; })
    (toKeyValue { listsAsDuplicateKeys = true; indent = "  "; } { a = [ 1 2 ]; b = 3; })
    (toKeyValue { mkKeyValue = k: v: "${k}!${v}"; } { a = "1"; })
  ];
  toINI = [
    (toINI { } { foo = { hi = "you"; ciao = "bar"; }; "[x]" = { h = 1; }; baz = { }; })
    (toINI { mkSectionName = name: "<${name}>"; listsAsDuplicateKeys = true; } { a.b = [ 1 2 ]; })
    (toINI { } { })
  ];
  toINIWithGlobalSection = [
    (toINIWithGlobalSection { } { globalSection = { a = 1; }; sections = { b.c = true; }; })
    (toINIWithGlobalSection { } { globalSection = { }; })
  ];
  toGitINI = toGitINI {
    url."ssh://git@github.com/".insteadOf = "https://github.com";
    user.name = "Foo \"B\\ar\t\n";
    "re\"po".a = true;
    deep.er.and.er = 2;
    list.x = [ "a" "b" ];
  };
  withRecursion = [
    (withRecursion { depthLimit = 3; throwOnDepthLimit = false; } { a.b.c.d.e = 1; f = [ [ [ [ 1 ] ] ] ]; })
    (fails (withRecursion { depthLimit = 1; } { a.b.c = 1; }))
    (withRecursion { depthLimit = 2; } { a = 1; })
  ];
  toPretty =
    let
      value = {
        int = 42;
        float = 0.1337;
        bool = true;
        emptystring = "";
        string = "fn\${o}\"r\\d";
        newlinestring = "\n";
        multi = "a\n''b\${c}\nd";
        path = /. + "foo";
        null_ = null;
        function = x: x;
        functor.__functor = self: { a, b ? 1 }: a;
        functionArgs = { arg ? 4, foo }: arg;
        list = [ 3 4 function [ false ] [ ] ];
        emptylist = [ ];
        attrs = { foo = null; "foo b/ar" = "baz"; };
        emptyattrs = { };
        inherit drv;
        pretty = { __pretty = v: "<${v}>"; val = "v"; };
      };
      function = x: x;
    in
    [
      (toPretty { } value)
      (toPretty { multiline = false; allowPrettyValues = true; } value)
      (toPretty { indent = "    "; } [ { a = 1; } ])
    ];
  toPlist = [
    (toPlist { escape = true; } { a = [ 1 "<x>" 1.5 ]; b = true; n = null; c = { }; "<k>" = /foo; })
    (toPlist { } { a = "<x>"; })
  ];
  toDhall = toDhall { } { a = [ 1 (-2) ]; b = true; c = "x"; };
  toLua = [
    (toLua { } { a = [ 1 2 { b = null; } ]; c = { }; d = [ ]; e = 1.5; f = mkLuaInline "x()"; g = drv; })
    (toLua { multiline = false; } { a = [ 1 2 ]; })
    (toLua { asBindings = true; } { a = 1; "b.c" = { d = 1; }; })
    (fails (toLua { asBindings = true; } { "1a" = 1; }))
  ];
  toJSON = toJSON { } { a = [ 1 ]; };
  toYAML = toYAML { } { a = [ 1 ]; };
}
