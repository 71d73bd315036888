# An option that two modules declare: which types merge, and to what.
let
  # Definitions from as many modules; `use` makes the result of the value.
  twiceTo =
    use: left: right: definitions:
    { lib, config, ... }:
    let
      declare = type: { options.x = lib.mkOption { type = type lib.types lib; }; };
    in
    {
      imports = [ (declare left) (declare right) ] ++ map (x: { config.x = x; }) definitions;
      config.result = use lib config.x;
    };
  twice = twiceTo (_: x: x);
  both = type: twice type type;
  having = name: lib: { options.${name} = lib.mkOption { default = name; }; };
in
{
  "int" = both (t: _: t.int) [ 1 ];
  "int and str" = twice (t: _: t.int) (t: _: t.str) [ 1 ];
  "str and int" = twice (t: _: t.str) (t: _: t.int) [ "a" ];
  "attrs" = both (t: _: t.attrs) [ { a = 1; } { b = 2; } ];
  "attrs and anything" = twice (t: _: t.attrs) (t: _: t.anything) [ { a = 1; } ];
  "anything" = both (t: _: t.anything) [ { a = 1; } ];
  "raw and attrs" = twice (t: _: t.raw) (t: _: t.attrs) [ { a = 1; } ];
  "boolByOr" = both (t: _: t.boolByOr) [ true false ];
  "boolByOr and bool" = twice (t: _: t.boolByOr) (t: _: t.bool) [ true ];
  "commas" = both (t: _: t.commas) [ "a" "b" ];
  "commas and lines" = twice (t: _: t.commas) (t: _: t.lines) [ "a" "b" ];
  "lines and commas" = twice (t: _: t.lines) (t: _: t.commas) [ "a" "b" ];
  "enum" = twice (t: _: t.enum [ "a" ]) (t: _: t.enum [ "b" ]) [ "b" ];
  "enum, the other value" = twice (t: _: t.enum [ "a" ]) (t: _: t.enum [ "b" ]) [ "a" ];
  "enum, neither" = twice (t: _: t.enum [ "a" ]) (t: _: t.enum [ "b" ]) [ "c" ];
  "enum and str" = twice (t: _: t.enum [ "a" ]) (t: _: t.str) [ "a" ];
  "str and enum" = twice (t: _: t.str) (t: _: t.enum [ "a" ]) [ "a" ];
  "listOf" = both (t: _: t.listOf t.int) [ [ 1 ] [ 2 ] ];
  "listOf and nonEmptyListOf, empty" = twice (t: _: t.listOf t.int) (t: _: t.nonEmptyListOf t.int) [ [ ] ];
  "nonEmptyListOf twice, empty" = both (t: _: t.nonEmptyListOf t.int) [ [ ] ];
  "listOf of types that do not merge" = twice (t: _: t.listOf t.int) (t: _: t.listOf t.str) [ [ ] ];
  "listOf and attrsOf" = twice (t: _: t.listOf t.int) (t: _: t.attrsOf t.int) [ [ ] ];
  "attrsOf and listOf" = twice (t: _: t.attrsOf t.int) (t: _: t.listOf t.int) [ { } ];
  "attrsOf" = both (t: _: t.attrsOf t.int) [ { a = 1; } { b = 2; } ];
  "attrsOf of types that merge" = twice (t: _: t.attrsOf (t.enum [ 1 ])) (t: _: t.attrsOf (t.enum [ 2 ])) [ { a = 1; } { b = 2; } ];
  "attrsOf and lazyAttrsOf" = twice (t: _: t.attrsOf t.int) (t: _: t.lazyAttrsOf t.int) [ { a = 1; } ];
  "lazyAttrsOf" = both (t: _: t.lazyAttrsOf t.int) [ { a = 1; } ];
  "nullOr" = both (t: _: t.nullOr t.int) [ null ];
  "nullOr of types that do not merge" = twice (t: _: t.nullOr t.int) (t: _: t.nullOr t.str) [ null ];
  "nullOr and int" = twice (t: _: t.nullOr t.int) (t: _: t.int) [ 1 ];
  "int and nullOr" = twice (t: _: t.int) (t: _: t.nullOr t.int) [ 1 ];
  "either" = both (t: _: t.either t.int t.str) [ "a" ];
  "either, the left differs" = twice (t: _: t.either t.int t.str) (t: _: t.either t.bool t.str) [ "a" ];
  "either, the right differs" = twice (t: _: t.either t.int t.str) (t: _: t.either t.int t.bool) [ 1 ];
  "either of enums" = twice (t: _: t.either (t.enum [ 1 ]) (t.enum [ "a" ])) (t: _: t.either (t.enum [ 2 ]) (t.enum [ "b" ])) [ "b" ];
  "either and int" = twice (t: _: t.either t.int t.str) (t: _: t.int) [ 1 ];
  "int and either" = twice (t: _: t.int) (t: _: t.either t.int t.str) [ 1 ];
  "functionTo" = twiceTo (_: f: f 1) (t: _: t.functionTo (t.listOf t.int)) (t: _: t.functionTo (t.listOf t.int)) [ (n: [ n ]) (n: [ (n + 1) ]) ];
  "functionTo of types that do not merge" = twiceTo (_: f: f 1) (t: _: t.functionTo t.int) (t: _: t.functionTo t.str) [ (n: n) ];
  "functionTo and int" = twiceTo (_: f: f 1) (t: _: t.functionTo t.int) (t: _: t.int) [ (n: n) ];
  "int and functionTo" = twice (t: _: t.int) (t: _: t.functionTo t.int) [ 1 ];
  "unique" = both (t: _: t.unique { message = "one"; } t.int) [ 1 ];
  "unique, defined twice" = both (t: _: t.unique { message = "one"; } t.int) [ 1 1 ];
  "unique of types that do not merge" = twice (t: _: t.unique { message = "one"; } t.int) (t: _: t.unique { message = "one"; } t.str) [ 1 ];
  "unique and int" = twice (t: _: t.unique { message = "one"; } t.int) (t: _: t.int) [ 1 ];
  "int and unique" = twice (t: _: t.int) (t: _: t.unique { message = "one"; } t.int) [ 1 ];
  "coercedTo" = both (t: _: t.coercedTo t.int toString t.str) [ "a" ];
  "coercedTo and str" = twice (t: _: t.coercedTo t.int toString t.str) (t: _: t.str) [ "a" ];
  "addCheck, which is lost" = both (t: _: t.addCheck t.int (x: x > 1)) [ 1 ];
  "addCheck and another type" = twice (t: _: t.addCheck t.int (x: true)) (t: _: t.str) [ 1 ];
  "addCheck twice over" = both (t: _: t.addCheck (t.addCheck t.int (x: false)) (x: false)) [ 1 ];
  "deferredModule" = twiceTo (lib: x: (lib.evalModules { modules = [ x ]; }).config) (t: _: t.deferredModule) (t: _: t.deferredModule) [ ({ lib, ... }: having "a" lib) ];
  "deferredModule with static modules" = twiceTo (lib: x: (lib.evalModules { modules = [ x ]; }).config) (t: lib: t.deferredModuleWith { staticModules = [ (having "a" lib) ]; }) (t: lib: t.deferredModuleWith { staticModules = [ (having "b" lib) ]; }) [ { } ];
  "deferredModule and int" = twice (t: _: t.deferredModule) (t: _: t.int) [ 1 ];
  "int and deferredModule" = twice (t: _: t.int) (t: _: t.deferredModule) [ 1 ];
  "submodule" = twice (t: lib: t.submodule (having "a" lib)) (t: lib: t.submodule (having "b" lib)) [ { } ];
  "submodule, one option twice" = both (t: lib: t.submodule (having "a" lib)) [ { } ];
  "submodule and attrs" = twice (t: lib: t.submodule (having "a" lib)) (t: _: t.attrs) [ { } ];
  "attrs and submodule" = twice (t: _: t.attrs) (t: lib: t.submodule (having "a" lib)) [ { } ];
  "submodule, shorthand of one kind" = both (t: lib: t.submoduleWith { modules = [ (having "a" lib) ]; shorthandOnlyDefinesConfig = true; }) [ { a = 1; } ];
  "submodule, shorthand of two kinds" = twice (t: lib: t.submoduleWith { modules = [ ]; shorthandOnlyDefinesConfig = true; }) (t: lib: t.submoduleWith { modules = [ ]; shorthandOnlyDefinesConfig = false; }) [ { } ];
  "submodule, shorthand of the second that is null" = twice (t: lib: t.submoduleWith { modules = [ (having "a" lib) ]; shorthandOnlyDefinesConfig = true; }) (t: lib: t.submoduleWith { modules = [ ]; shorthandOnlyDefinesConfig = null; }) [ { a = 1; } ];
  "submodule, shorthand of the first that is null" = twice (t: lib: t.submoduleWith { modules = [ (having "a" lib) ]; shorthandOnlyDefinesConfig = null; }) (t: lib: t.submoduleWith { modules = [ ]; shorthandOnlyDefinesConfig = true; }) [ { a = 1; } ];
  "submodule, shorthand where one says so" = twice (t: lib: t.submoduleWith { modules = [ ]; }) (t: lib: t.submoduleWith { modules = [ { options.config = lib.mkOption { }; } ]; shorthandOnlyDefinesConfig = true; }) [ { config = 1; } ];
  "submodule, arguments of each" = twice (t: lib: t.submoduleWith { modules = [ ({ p, q, ... }: { options.a = lib.mkOption { default = p + q; }; }) ]; specialArgs.p = 1; }) (t: lib: t.submoduleWith { modules = [ ]; specialArgs.q = 2; }) [ { } ];
  "submodule, one argument of both" = both (t: lib: t.submoduleWith { modules = [ ({ p, ... }: { }) ]; specialArgs.p = 1; }) [ { } ];
  "submodule, one argument of both that no module is called with" = both (t: lib: t.submoduleWith { modules = [ { options.a = lib.mkOption { default = 5; }; } ]; specialArgs.p = 1; }) [ { } ];
  "submodule, one argument of both, with a definition that is a function" = both (t: lib: t.submoduleWith { modules = [ { options.a = lib.mkOption { }; } ]; specialArgs.p = 1; }) [ (_: { a = 5; }) ];
  "submodule, arguments that are no set" = twice (t: lib: t.submoduleWith { modules = [ { options.a = lib.mkOption { default = 5; }; } ]; specialArgs = 5; }) (t: lib: t.submoduleWith { modules = [ ]; }) [ { } ];
  "submodule, arguments that may be in both" = twice (t: lib: t.submoduleWith { modules = [ { options.a = lib.mkOption { default = 5; }; } ]; specialArgs = lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { p = 1; }; }) (t: lib: t.submoduleWith { modules = [ ]; specialArgs.q = 2; }) [ (_: { }) ];
  "a type of one's own" = both (t: lib: lib.mkOptionType { name = "own"; }) [ 1 ];
  "a type of one's own and int" = twice (t: lib: lib.mkOptionType { name = "own"; }) (t: _: t.int) [ 1 ];
  "int and a type of one's own" = twice (t: _: t.int) (t: lib: lib.mkOptionType { name = "own"; }) [ 1 ];
  "unspecified" = both (t: _: t.unspecified) [ [ 1 ] [ 2 ] ];
  "unspecified and int" = twice (t: _: t.unspecified) (t: _: t.int) [ 1 ];
  "raw" = both (t: _: t.raw) [ 1 ];
  "raw and str" = twice (t: _: t.raw) (t: _: t.str) [ "a" ];
  "enum and separatedString" = twice (t: _: t.enum [ "a" ]) (t: _: t.commas) [ "a" ];
  "optionType" = twiceTo (_: t: t._type) (t: _: t.optionType) (t: _: t.optionType) [ { _type = "option-type"; } ];
  "optionType and int" = twiceTo (_: t: t._type) (t: _: t.optionType) (t: _: t.int) [ { _type = "option-type"; } ];
  "attrs and optionType" = twiceTo (_: t: t._type) (t: _: t.attrs) (t: _: t.optionType) [ { _type = "option-type"; } ];
  "deferredModule and attrs" = twice (t: _: t.deferredModule) (t: _: t.attrs) [ { } ];
  "attrs and deferredModule" = twice (t: _: t.attrs) (t: _: t.deferredModule) [ { } ];
  "deferredModule, in a submodule" = { lib, config, ... }: {
    imports = [
      { options.d = lib.mkOption { type = lib.types.deferredModuleWith { staticModules = [ (having "a" lib) ]; }; }; }
      { options.d = lib.mkOption { type = lib.types.deferredModuleWith { staticModules = [ (having "b" lib) ]; }; }; }
    ];
    options.s = lib.mkOption { type = lib.types.submoduleWith { modules = [ config.d ]; }; default = { }; };
    config.d = having "c" lib;
    config.result = config.s;
  };
  "functionTo of submodules" = twiceTo (_: f: f 1) (t: lib: t.functionTo (t.submodule (having "a" lib))) (t: lib: t.functionTo (t.submodule (having "b" lib))) [ (n: { a = n; }) ];
  "unique of submodules" = twice (t: lib: t.unique { message = "one"; } (t.submodule (having "a" lib))) (t: lib: t.unique { message = "one"; } (t.submodule (having "b" lib))) [ { a = 1; } ];
  "addCheck of submodules" = twice (t: lib: t.addCheck (t.submodule (having "a" lib)) (x: false)) (t: lib: t.submodule (having "b" lib)) [ { a = 1; } ];
  "listOf submodules" = twice (t: lib: t.listOf (t.submodule (having "a" lib))) (t: lib: t.listOf (t.submodule (having "b" lib))) [ [ { a = 1; } ] ];
  "attrsOf submodules" = twice (t: lib: t.attrsOf (t.submodule (having "a" lib))) (t: lib: t.attrsOf (t.submodule (having "b" lib))) [ { x.a = 1; } ];
  "nullOr submodule" = twice (t: lib: t.nullOr (t.submodule (having "a" lib))) (t: lib: t.nullOr (t.submodule (having "b" lib))) [ { a = 1; } ];
  "submodule, shorthand where the other says so" = twice (t: lib: t.submoduleWith { modules = [ { options.config = lib.mkOption { }; } ]; shorthandOnlyDefinesConfig = true; }) (t: lib: t.submoduleWith { modules = [ ]; }) [ { config = 1; } ];
  "the check of merged types" = { lib, options, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.port; }; } { options.x = lib.mkOption { type = lib.types.port; }; } ];
    result = [ (lib.isOptionType options.x.type) (options.x.type.check 70000) ];
  };
  "the type of one declaration of two" = { lib, options, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.port; }; } { options.x = lib.mkOption { }; } ];
    result = [ options.x.type.description (options.x.type.check 70000) ];
  };
  "submodule, shorthand of two kinds, not defined" = twice (t: lib: t.submodule (having "a" lib)) (t: lib: t.submoduleWith { modules = [ (having "b" lib) ]; }) [ ];
  "submodule, shorthand of two kinds, a function" = twice (t: lib: t.submodule (having "a" lib)) (t: lib: t.submoduleWith { modules = [ (having "b" lib) ]; }) [ ({ ... }: { a = 1; }) ];
  "submodule, shorthand that fails, a function" = twice (t: lib: t.submodule (having "a" lib)) (t: lib: t.submoduleWith { modules = [ ]; shorthandOnlyDefinesConfig = throw "no"; }) [ ({ ... }: { a = 1; }) ];
  "submodule, shorthand that fails" = both (t: lib: t.submoduleWith { modules = [ (having "a" lib) ]; shorthandOnlyDefinesConfig = throw "no"; }) [ { a = 1; } ];
  "the check that a submodule loses" = { lib, options, ... }: {
    options.x = lib.mkOption { type = lib.types.addCheck (lib.types.submodule { }) (x: false); };
    config.result = options.x.type.check { };
  };
}
