# lib.types: what is taken, and how definitions merge.
let
  # One option of a type, with definitions from as many modules.
  merge =
    type: definitions:
    { lib, config, ... }:
    {
      options.x = lib.mkOption { type = type lib.types lib; };
      config.result = config.x;
      imports = map (definition: { config.x = if builtins.isFunction definition then definition lib else definition; }) definitions;
    };
  # A set of such options: which of the values each takes.
  takes =
    type: values:
    { lib, config, ... }:
    {
      options.x = lib.mkOption { type = lib.types.listOf (lib.types.coercedTo lib.types.raw (value: (type lib.types).check value) lib.types.bool); };
      config.x = values;
      config.result = config.x;
    };
  # Attributes of a type under a condition that is false.
  absent =
    type:
    { lib, config, ... }:
    {
      options.x = lib.mkOption { type = lib.types.lazyAttrsOf (type lib.types lib); };
      config.x.a = lib.mkIf false (throw "no");
      config.result = config.x;
    };
  values = [ null true 0 1 (-1) 65535 65536 1.5 "" "x" "a\nb" "/x" "1" ./x [ ] [ 1 ] { } { a = 1; } (x: x) ];
in
{
  "str" = merge (t: _: t.str) [ "a" "a" ];
  "str that differ" = merge (t: _: t.str) [ "a" "b" ];
  "str from a number" = merge (t: _: t.str) [ 1 ];
  "str from a path" = merge (t: _: t.str) [ ./x ];
  "bool" = merge (t: _: t.bool) [ true true ];
  "bool that differ" = merge (t: _: t.bool) [ true false ];
  "boolByOr" = merge (t: _: t.boolByOr) [ true false ];
  "int" = merge (t: _: t.int) [ 1 1 ];
  "int from a float" = merge (t: _: t.int) [ 1.0 ];
  "float" = merge (t: _: t.float) [ 1.5 ];
  "number" = merge (t: _: t.number) [ 1 1 ];
  "number, integer and float" = merge (t: _: t.number) [ 1 1.0 ];
  "port" = merge (t: _: t.port) [ 80 ];
  "port out of range" = merge (t: _: t.port) [ 65536 ];
  "ints.between" = merge (t: _: t.ints.between 1 5) [ 5 5 ];
  "ints.between out of range" = merge (t: _: t.ints.between 1 5) [ 6 ];
  "ints.positive" = merge (t: _: t.ints.positive) [ 0 ];
  "path" = merge (t: _: t.path) [ "/x" "/x" ];
  "path from a string" = merge (t: _: t.path) [ "/x" ];
  "path from a relative string" = merge (t: _: t.path) [ "x" ];
  "lines" = merge (t: _: t.lines) [ "a" "b" ];
  "commas" = merge (t: _: t.commas) [ "a" "b" ];
  "envVar" = merge (t: _: t.envVar) [ "a" "b" ];
  "separatedString" = merge (t: _: t.separatedString "-") [ "a" "b" "c" ];
  "separatedString, wrong" = merge (t: _: t.separatedString "-") [ "a" 1 ];
  "enum" = merge (t: _: t.enum [ "a" "b" ]) [ "a" "a" ];
  "enum of sets" = merge (t: _: t.enum [ { a = 1; } 5 ]) [ { a = 1; } ];
  "enum, other value" = merge (t: _: t.enum [ "a" "b" ]) [ "c" ];
  "enum that differ" = merge (t: _: t.enum [ "a" "b" ]) [ "a" "b" ];
  "strMatching" = merge (t: _: t.strMatching "[a-z]+") [ "abc" ];
  "strMatching, other" = merge (t: _: t.strMatching "[a-z]+") [ "abc1" ];
  "singleLineStr" = merge (t: _: t.singleLineStr) [ "a\n" "a" ];
  "nonEmptyStr" = merge (t: _: t.nonEmptyStr) [ "" ];
  "raw" = merge (t: _: t.raw) [ { a = 1; } ];
  "raw twice" = merge (t: _: t.raw) [ 1 1 ];
  "raw takes no properties below" = merge (t: _: t.raw) [ (lib: { a = lib.mkForce 1; }) ];
  "unspecified lists" = merge (t: _: t.unspecified) [ [ 1 ] [ 2 ] ];
  "unspecified sets" = merge (t: _: t.unspecified) [ { a = 1; b = 1; } { a = 2; } ];
  "unspecified strings" = merge (t: _: t.unspecified) [ "a" "b" ];
  "unspecified Booleans" = merge (t: _: t.unspecified) [ true false ];
  "unspecified equal numbers" = merge (t: _: t.unspecified) [ 1 1 ];
  "unspecified numbers that differ" = merge (t: _: t.unspecified) [ 1 2 ];
  "unspecified nulls" = merge (t: _: t.unspecified) [ null null ];
  "unspecified floats" = merge (t: _: t.unspecified) [ 1.5 1.5 ];
  "unspecified functions" = { lib, config, ... }: {
    options.x = lib.mkOption { };
    config.result = config.x 1;
    imports = [ { x = a: [ a ]; } { x = a: [ (a + 1) ]; } ];
  };
  "no type at all" = { lib, config, ... }: {
    options.x = lib.mkOption { };
    config.result = config.x;
    imports = [ { x = [ 1 ]; } { x = [ 2 ]; } ];
  };
  "anything: sets" = merge (t: _: t.anything) [ { a.b = 1; } { a.c = 2; } ];
  "anything: sets that conflict" = merge (t: _: t.anything) [ { a.b = 1; } { a.b = 2; } ];
  "anything: properties below" = merge (t: _: t.anything) [ (lib: { a.b = lib.mkDefault 1; a.c = lib.mkIf false 1; }) { a.b = 2; } ];
  "anything: lists" = merge (t: _: t.anything) [ [ 1 ] [ 1 ] ];
  "anything: lists that differ" = merge (t: _: t.anything) [ [ 1 ] [ 2 ] ];
  "anything: different types" = merge (t: _: t.anything) [ 1 "a" ];
  "anything: integer and float" = merge (t: _: t.anything) [ 1 1.0 ];
  "anything: set and list" = merge (t: _: t.anything) [ { } [ ] ];
  "anything: null and null" = merge (t: _: t.anything) [ null null ];
  "anything: derivation-like" = merge (t: _: t.anything) [ { outPath = "/x"; } ];
  "anything: functions" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.anything; };
    config.result = config.x 1;
    imports = [ { x = a: { a = a; }; } { x = a: { b = a; }; } ];
  };
  "attrs" = merge (t: _: t.attrs) [ { a.x = 1; } { a.y = 2; b = 1; } ];
  "attrs takes no properties below" = merge (t: _: t.attrs) [ (lib: { a = lib.mkForce 1; }) ];
  "listOf" = merge (t: _: t.listOf t.int) [ [ 1 2 ] [ 3 ] ];
  "listOf, wrong item" = merge (t: _: t.listOf t.int) [ [ 1 "x" ] ];
  "listOf, no list" = merge (t: _: t.listOf t.int) [ 1 ];
  "listOf listOf" = merge (t: _: t.listOf (t.listOf t.int)) [ [ [ 1 ] [ 2 ] ] [ [ 3 ] ] ];
  "listOf, not defined" = merge (t: _: t.listOf t.int) [ ];
  "nonEmptyListOf" = merge (t: _: t.nonEmptyListOf t.int) [ [ 1 ] [ 2 ] ];
  "nonEmptyListOf, empty" = merge (t: _: t.nonEmptyListOf t.int) [ [ ] ];
  "nonEmptyListOf, not defined" = merge (t: _: t.nonEmptyListOf t.int) [ ];
  "nonEmptyListOf, one of them empty" = merge (t: _: t.nonEmptyListOf t.int) [ [ ] [ 1 ] ];
  "attrsOf" = merge (t: _: t.attrsOf t.int) [ { a = 1; } { b = 2; a = 1; } ];
  "attrsOf, conflict" = merge (t: _: t.attrsOf t.int) [ { a = 1; } { a = 2; } ];
  "attrsOf, wrong" = merge (t: _: t.attrsOf t.int) [ { a = "x"; } ];
  "attrsOf, no set" = merge (t: _: t.attrsOf t.int) [ [ ] ];
  "attrsOf, not defined" = merge (t: _: t.attrsOf t.int) [ ];
  "attrsOf, mkIf false" = merge (t: _: t.attrsOf t.int) [ (lib: { a = lib.mkIf false 1; b = 2; }) ];
  "attrsOf attrsOf" = merge (t: _: t.attrsOf (t.attrsOf t.int)) [ { a.x = 1; } (lib: { a = lib.mkForce { y = 2; }; }) ];
  "attrsOf listOf" = merge (t: _: t.attrsOf (t.listOf t.int)) [ { a = [ 1 ]; } { a = [ 2 ]; b = [ ]; } ];
  "attrsOf nullOr" = merge (t: _: t.attrsOf (t.nullOr t.int)) [ { a = null; } { a = null; b = 1; } ];
  "lazyAttrsOf, mkIf false" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.lazyAttrsOf (lib.types.nullOr lib.types.int); };
    config.x = { a = lib.mkIf false 1; b = 2; };
    config.result = config.x;
  };
  "lazyAttrsOf, mkIf false without empty value" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.int; };
    config.x = { a = lib.mkIf false 1; b = 2; };
    config.result = [ (config.x ? a) config.x.b ];
  };
  "lazyAttrsOf reads itself" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.int; };
    config.x = { a = lib.mkIf (config.x.b == 2) 1; b = 2; };
    config.result = config.x;
  };
  "attrsOf reads itself in a condition" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { a = lib.mkIf (config.x.b == 2) 1; b = 2; };
    config.result = config.x;
  };
  "attrsOf reads itself in a value" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { a = config.x.b + 1; b = 2; };
    config.result = config.x;
  };
  "attrsWith" = merge (t: _: t.attrsWith { elemType = t.int; lazy = true; }) [ { a = 1; } ];
  "nullOr" = merge (t: _: t.nullOr t.str) [ "a" "a" ];
  "nullOr, not defined" = merge (t: _: t.nullOr t.str) [ ];
  "nullOr, null and not" = merge (t: _: t.nullOr t.str) [ "a" null ];
  "nullOr, wrong" = merge (t: _: t.nullOr t.str) [ 1 ];
  "nullOr listOf" = merge (t: _: t.nullOr (t.listOf t.int)) [ [ 1 ] [ 2 ] ];
  "nullOr either, mixed" = merge (t: _: t.nullOr (t.either t.int t.str)) [ 1 "a" ];
  "either left" = merge (t: _: t.either t.int t.str) [ 1 1 ];
  "either right" = merge (t: _: t.either t.int t.str) [ "a" ];
  "either, mixed" = merge (t: _: t.either t.int t.str) [ 1 "a" ];
  "either, neither" = merge (t: _: t.either t.int t.str) [ [ ] ];
  "either lists or one" = merge (t: _: t.either t.str (t.listOf t.str)) [ [ "a" ] [ "b" ] ];
  "either of sets and lists" = merge (t: _: t.either (t.attrsOf t.int) (t.listOf t.int)) [ { a = 1; } { b = 2; } ];
  "oneOf" = merge (t: _: t.oneOf [ t.int t.str t.bool ]) [ true ];
  "oneOf, none" = merge (t: _: t.oneOf [ t.int t.str t.bool ]) [ 1.5 ];
  "attrsOf either, mixed" = merge (t: _: t.attrsOf (t.either t.int t.str)) [ { a = 1; } { a = "x"; } ];
  "coercedTo" = merge (t: _: t.coercedTo t.int toString t.str) [ 1 "1" ];
  "coercedTo lists" = merge (t: _: t.coercedTo t.str (x: [ x ]) (t.listOf t.str)) [ "a" [ "b" ] "c" ];
  "coercedTo, wrong" = merge (t: _: t.coercedTo t.int toString t.str) [ [ ] ];
  "coercedTo, wrong result" = merge (t: _: t.coercedTo t.int (x: x) t.str) [ 1 ];
  "coercedTo nested" = merge (t: _: t.coercedTo t.int toString (t.coercedTo t.bool (b: if b then "yes" else "no") t.str)) [ true ];
  "listOf coercedTo" = merge (t: _: t.listOf (t.coercedTo t.int toString t.str)) [ [ 1 "b" ] ];
  "coercedTo submodule" = merge (t: lib: t.coercedTo t.str (name: { inherit name; }) (t.submodule { options.name = lib.mkOption { type = t.str; }; })) [ "a" ];
  "addCheck" = merge (t: _: t.addCheck t.int (x: x > 1)) [ 2 ];
  "addCheck, refused" = merge (t: _: t.addCheck t.int (x: x > 1)) [ 1 ];
  "addCheck of listOf" = merge (t: _: t.addCheck (t.listOf t.int) (l: l != [ ])) [ [ 1 ] [ 2 ] ];
  "addCheck of listOf, refused" = merge (t: _: t.addCheck (t.listOf t.int) (l: l != [ ])) [ [ ] [ 2 ] ];
  "addCheck, not evaluated for what is of a wrong type" = merge (t: _: t.addCheck t.int (x: throw "no")) [ "a" ];
  "a type with another check, by //" = merge (t: _: t.int // { check = x: x == 1; }) [ 1 ];
  "a type with another description, by //" = merge (t: _: t.str // { description = "a word"; }) [ "a" ];
  "uniq" = merge (t: _: t.uniq (t.listOf t.int)) [ [ 1 ] ];
  "uniq, twice" = merge (t: _: t.uniq (t.listOf t.int)) [ [ 1 ] [ 1 ] ];
  "unique, twice" = merge (t: _: t.unique { message = "one"; } t.int) [ 1 1 ];
  "functionTo" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.functionTo (lib.types.listOf lib.types.int); };
    config.result = [ (config.x 1) (builtins.isAttrs config.x) (lib.isFunction config.x) (lib.functionArgs config.x) ];
    imports = [ { x = a: [ a ]; } { x = a: [ (a + 1) ]; } ];
  };
  "functionTo, wrong result" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.functionTo lib.types.int; };
    config.result = config.x 1;
    config.x = toString;
  };
  "json" = merge (t: _: t.json) [ { a = [ 1 null { b = "x"; } ]; } { c = 1.5; } ];
  "json, a function" = merge (t: _: t.json) [ (lib: { a = x: x; }) ];
  "deferredModule" = { lib, config, ... }: {
    options.d = lib.mkOption { type = lib.types.deferredModule; };
    options.s = lib.mkOption { type = lib.types.submoduleWith { modules = [ config.d ]; }; default = { }; };
    config.d = { lib, ... }: { options.x = lib.mkOption { default = 1; }; };
    config.result = config.s;
    imports = [ { d.x = 2; } ];
  };
  "optionType" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    options.x = lib.mkOption { type = config.t; };
    config.t = lib.types.int;
    config.x = 5;
    config.result = config.x;
  };
  "attrTag" = merge (t: lib: t.attrTag { a = lib.mkOption { type = t.int; }; b = lib.mkOption { type = t.str; }; }) [ { a = 1; } ];
  "attrTag, no set" = merge (t: lib: t.attrTag { a = lib.mkOption { type = t.int; }; }) [ 5 ];
  "attrTag, no tag" = merge (t: lib: t.attrTag { a = lib.mkOption { type = t.int; }; }) [ { } ];
  "attrTag, two tags" = merge (t: lib: t.attrTag { a = lib.mkOption { }; b = lib.mkOption { }; }) [ { a = 1; b = 1; } ];
  "attrTag, another tag" = merge (t: lib: t.attrTag { a = lib.mkOption { type = t.int; }; }) [ { b = 1; } ];
  "attrTag of no set" = merge (t: lib: t.attrTag 5) [ { b = 1; } ];
  "either attrTag or" = merge (t: lib: t.either (t.attrTag { a = lib.mkOption { type = t.int; }; }) (t.attrsOf t.int)) [ { b = 1; } ];
  "attrTag in text" = { lib, ... }: {
    result = (lib.types.attrTag { b = { }; a = throw "no"; "c d" = { }; }).description;
  };
  "attrTag, the tags of the type" = { lib, ... }: {
    result = (lib.types.attrTag { a = lib.mkOption { default = 5; }; }).nestedTypes.a.default;
  };
  "coercedTo from attrTag" = merge (t: lib: t.coercedTo (t.attrTag { a = lib.mkOption { type = t.int; }; }) (v: 1) t.int) [ 5 ];
  "coercedTo from a type of one's own" = merge (t: lib: t.coercedTo (lib.mkOptionType { name = "own"; check = v: v == 7; }) (v: 1) t.int) [ 5 ];
  "coercedTo from a type that is changed" = merge (t: lib: t.coercedTo (t.int // { check = v: v == 7; }) (v: 1) t.int) [ 5 ];
  "coercedTo from a type that is changed and takes it" = merge (t: lib: t.coercedTo (t.int // { check = v: v == 7; }) (v: 1) t.int) [ 7 ];
  "coercedTo from a submodule that is changed" = merge (t: lib: t.coercedTo (t.submodule { } // { check = lib.isInt; }) (v: "x") t.str) [ 5 ];
  "a check that is lost with other submodules" = merge (t: lib: t.nullOr (t.submodule { } // { check = v: false; })) [ { } ];
  "nullOr a type of one's own" = merge (t: lib: t.either (t.nullOr (lib.mkOptionType { name = "own"; check = v: v == 7; })) t.str) [ "a" ];
  "a wrong value of a type of one's own" = merge (t: lib: lib.mkOptionType { name = "own"; check = lib.isString; }) [ 5 ];
  "a wrong value of a type that is changed" = merge (t: lib: t.int // { check = v: v == 7; }) [ 5 ];
  "a type of one's own whose merge checks" = merge (t: lib: t.either (lib.mkOptionType {
    name = "own";
    check = { __functor = _: v: false; isV2MergeCoherent = true; };
    merge = { __functor = _: loc: defs: 1; v2 = { loc, defs }: { headError = null; value = 1; valueMeta = { }; }; };
  }) t.int) [ 5 ];
  "a type of one's own" = merge (t: lib: lib.mkOptionType { name = "own"; merge = loc: defs: map (d: d.value) defs; }) [ 1 2 ];
  "a type of one's own, default merge" = merge (t: lib: lib.mkOptionType { name = "own"; check = lib.isString; }) [ "a" "b" ];
  "package" = merge (t: _: t.package) [ { type = "derivation"; name = "x"; outPath = "/nix/store/x"; } ];
  "unspecified Booleans that are all true" = merge (t: _: t.unspecified) [ true true ];
  "unspecified Booleans that are all false" = merge (t: _: t.unspecified) [ false false ];
  "unspecified large integers" = merge (t: _: t.unspecified) [ 9007199254740993 9007199254740993 ];
  "unspecified large integers that differ" = merge (t: _: t.unspecified) [ 9007199254740993 9007199254740992 ];
  "unspecified equal paths" = merge (t: _: t.unspecified) [ ./x ./x ];
  "unspecified list and set" = merge (t: _: t.unspecified) [ [ 1 ] { } ];
  "unspecified set and list" = merge (t: _: t.unspecified) [ { } [ 1 ] ];
  "unspecified Boolean and string" = merge (t: _: t.unspecified) [ true "a" ];
  "unspecified string and Boolean" = merge (t: _: t.unspecified) [ "a" true ];
  "unspecified integer and string" = merge (t: _: t.unspecified) [ 1 "a" ];
  "unspecified string and integer" = merge (t: _: t.unspecified) [ "a" 1 ];
  "unspecified integer and null" = merge (t: _: t.unspecified) [ 1 null ];
  "unspecified function and set" = { lib, config, ... }: {
    options.x = lib.mkOption { };
    config.result = config.x 1;
    imports = [ { x = { }; } { x = a: { value = a; }; } ];
  };
  "unspecified functions that give values" = { lib, config, ... }: {
    options.x = lib.mkOption { };
    config.result = config.x 1;
    imports = [ { x = a: { value = [ a ]; }; } { x = a: { value = [ (a + 1) ]; }; } ];
  };
  "one unspecified function" = { lib, config, ... }: {
    options.x = lib.mkOption { };
    config.result = config.x 1;
    config.x = a: [ a ];
  };
  "anything: derivation-like, twice" = merge (t: _: t.anything) [ { outPath = "/x"; } { outPath = "/x"; } ];
  "anything: what is like a string and what is not" = merge (t: _: t.anything) [ { __toString = _: "a"; } { a = 1; } ];
  "anything: functions that differ" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.anything; };
    config.result = config.x 1;
    imports = [ { x = a: a; } { x = a: a + 1; } ];
  };
  "singleLineStr, one" = merge (t: _: t.singleLineStr) [ "a\n" ];
  "coercedTo a list, wrong once coerced" = merge (t: _: t.coercedTo t.int (x: "x") (t.listOf t.int)) [ 1 ];
  "coercedTo a list, one of them wrong once coerced" = merge (t: _: t.coercedTo t.int (x: "x") (t.listOf t.int)) [ [ 2 ] 1 [ 3 ] ];
  "coercedTo str, the coerced is none" = merge (t: _: t.coercedTo t.str (x: 5) t.str) [ "a" ];
  "coercedTo listOf, the coerced is none" = merge (t: _: t.coercedTo (t.listOf t.int) (x: 5) (t.listOf t.int)) [ [ 1 ] ];
  "coercedTo attrsOf, the coerced is none" = merge (t: _: t.coercedTo (t.attrsOf t.int) (x: 5) (t.attrsOf t.int)) [ { a = 1; } ];
  "coercedTo submodule, the coerced is none" = merge (t: _: t.coercedTo (t.attrsOf t.int) (x: 5) (t.submodule { })) [ { } ];
  "coercedTo either, the coerced is none" = merge (t: _: t.coercedTo t.str (x: [ ]) (t.either t.int t.str)) [ "a" ];
  "coercedTo coercedTo, the coerced is none" = merge (t: _: t.coercedTo t.str (x: [ ]) (t.coercedTo t.int toString t.str)) [ "a" ];
  "coercedTo addCheck of listOf, the coerced is none" = merge (t: _: t.coercedTo (t.listOf t.int) (x: 5) (t.addCheck (t.listOf t.int) (x: true))) [ [ 1 ] ];
  "coercedTo addCheck of int, the coerced is none" = merge (t: _: t.coercedTo t.int (x: "x") (t.addCheck t.int (x: true))) [ 1 ];
  "addCheck of listOf, no list" = merge (t: _: t.addCheck (t.listOf t.int) (l: throw "no")) [ 1 ];
  "addCheck of either, mixed" = merge (t: _: t.addCheck (t.either t.int t.str) (x: true)) [ 1 "a" ];
  "addCheck of addCheck of either, mixed" = merge (t: _: t.addCheck (t.addCheck (t.either t.int t.str) (x: true)) (x: true)) [ 1 "a" ];
  "addCheck of either, refused" = merge (t: _: t.addCheck (t.either t.int t.str) (x: x != 1)) [ 1 ];
  "addCheck of attrsOf" = merge (t: _: t.addCheck (t.attrsOf t.int) (x: true)) [ { a = 1; } { b = 2; } ];
  "nullOr listOf, null twice" = merge (t: _: t.nullOr (t.listOf t.int)) [ null null ];
  "nullOr listOf, null and not" = merge (t: _: t.nullOr (t.listOf t.int)) [ null [ 1 ] ];
  "functionTo, arguments of each" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.functionTo lib.types.raw; };
    config.result = lib.functionArgs config.x;
    imports = [ { x = { a, b ? 1, c ? 1, d ? 1, ... }: 1; } { x = { a ? 1, b ? 2, c, e, ... }: 1; } ];
  };
  "functionTo, a set that can be called" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.functionTo lib.types.int; };
    config.result = config.x 1;
    config.x = { __functor = self: a: a + self.b; b = 1; };
  };
  "listOf, mkIf among the items" = merge (t: _: t.listOf t.int) [ (lib: [ 1 (lib.mkIf false 2) (lib.mkIf true 3) ]) ];
  "optionType, twice" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    options.x = lib.mkOption { type = config.t; };
    imports = [ { t = lib.types.enum [ 1 ]; } { t = lib.types.enum [ 2 ]; } { t = lib.types.enum [ 3 ]; } ];
    config.x = 2;
    config.result = config.x;
  };
  "optionType, twice, is a type" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    imports = [ { t = lib.types.int; } { t = lib.types.int; } ];
    config.result = [ (lib.isType "option-type" config.t) config.t.description ];
  };
  "optionType, of types that do not merge" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    options.x = lib.mkOption { type = config.t; };
    imports = [ { t = lib.types.int; } { t = lib.types.str; } ];
    config.x = 2;
    config.result = config.x;
  };
  "optionType, of a type of one's own" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    options.x = lib.mkOption { type = config.t; };
    imports = [ { t = { _type = "option-type"; name = "own"; typeMerge = _: null; functor.name = "own"; }; } { t = lib.types.int; } ];
    config.x = 2;
    config.result = config.x;
  };
  "optionType, of no type" = { lib, config, ... }: {
    options.t = lib.mkOption { type = lib.types.optionType; };
    config.t = { };
    config.result = config.t;
  };
  "the file of a deferredModule's part" = { lib, config, ... }: {
    options.d = lib.mkOption { type = lib.types.deferredModule; };
    config.result = map (module: module._file) config.d.imports;
    imports = [ { _file = "/a.nix"; d = { }; } { _file = "/b.nix"; d = lib.mkForce { }; } ];
  };
  "the file of a deferredModule's part, in lists and functions" = { lib, config, ... }: {
    options.g.d-1' = lib.mkOption { type = lib.types.functionTo lib.types.deferredModule; };
    config.result = map (module: module._file) (config.g.d-1' 1).imports;
    imports = [ { _file = "/a.nix"; g.d-1' = _: { }; } ];
  };
  "the file of a deferredModule's part, with quotes" = { lib, config, ... }: {
    options.g."5 d" = lib.mkOption { type = lib.types.deferredModule; };
    config.result = map (module: module._file) config.g."5 d".imports;
    imports = [ { _file = "/a.nix"; g."5 d" = { }; } ];
  };
  "the file of a deferredModule's default" = { lib, config, ... }: {
    options.d = lib.mkOption { type = lib.types.deferredModule; default = { }; };
    config.result = map (module: module._file != "") config.d.imports;
  };
  "the file of a deferredModule by mkDefinition" = { lib, config, ... }: {
    options.d = lib.mkOption { type = lib.types.deferredModule; };
    config.result = map (module: module._file) config.d.imports;
    imports = [ { _file = "/a.nix"; d = lib.mkDefinition { file = "/b.nix"; value = { }; }; } ];
  };
  "the file of a deferredModule of a module whose file is not known" = { lib, config, ... }: {
    options.d = lib.mkOption { type = lib.types.deferredModule; };
    config.result = map (module: module._file) config.d.imports;
    imports = [ { _file = "/a${builtins.getEnv "VMSILO_NIXGEN_UNSET"}"; d = { }; } ];
  };
  "absent: int" = absent (t: _: t.int);
  "absent: attrsOf" = absent (t: _: t.attrsOf t.int);
  "absent: attrs" = absent (t: _: t.attrs);
  "absent: listOf" = absent (t: _: t.listOf t.int);
  "absent: nonEmptyListOf" = absent (t: _: t.nonEmptyListOf t.int);
  "absent: nullOr" = absent (t: _: t.nullOr t.int);
  "absent: submodule" = absent (t: lib: t.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; }));
  "absent: unique" = absent (t: _: t.unique { message = "one"; } (t.listOf t.int));
  "absent: addCheck" = absent (t: _: t.addCheck (t.listOf t.int) (l: false));
  "absent: coercedTo" = absent (t: _: t.coercedTo t.int (n: [ n ]) (t.listOf t.int));
  "absent: either" = absent (t: _: t.either (t.listOf t.int) t.int);
  "absent: anything" = absent (t: _: t.anything);
  "absent: lines" = absent (t: _: t.lines);
  "absent: functionTo" = absent (t: _: t.functionTo t.int);
  "absent: a type of one's own" = absent (t: lib: lib.mkOptionType { name = "own"; emptyValue.value = 5; });
  "takes: str" = takes (t: t.str) values;
  "takes: singleLineStr" = takes (t: t.singleLineStr) values;
  "takes: nonEmptyStr" = takes (t: t.nonEmptyStr) values;
  "takes: int" = takes (t: t.int) values;
  "takes: port" = takes (t: t.port) values;
  "takes: ints.unsigned" = takes (t: t.ints.unsigned) values;
  "takes: float" = takes (t: t.float) values;
  "takes: number" = takes (t: t.number) values;
  "takes: path" = takes (t: t.path) values;
  "takes: listOf" = takes (t: t.listOf t.int) values;
  "takes: attrsOf" = takes (t: t.attrsOf t.int) values;
  "takes: nullOr" = takes (t: t.nullOr t.str) values;
  "takes: either" = takes (t: t.either t.str t.int) values;
  "takes: submodule" = takes (t: t.submodule { }) values;
  "takes: functionTo" = takes (t: t.functionTo t.int) values;
  "takes: enum" = takes (t: t.enum [ 1 "x" null [ 1 ] ]) values;
  "package, a path in the store" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.package; };
    config.x = "/nix/store/d945ibfx9x185xf04b890y4f9g3cbb63-python";
    config.result = config.x.name;
  };
  "package, wrong" = merge (t: _: t.package) [ "python" ];
  "a list of a type that is changed" = merge (t: _: t.listOf (t.int // { description = "whole number"; })) [ [ 1 ] ];
  "a list of what is no type" = merge (t: _: t.listOf 5) [ [ 1 ] ];
  "a wrong value of a type whose description fails" = merge (t: lib: t.listOf (lib.mkOptionType { name = "own"; description = throw "no"; })) [ 5 ];
}
