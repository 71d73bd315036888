lib:
with lib.options;
let
  fails = value: !(builtins.tryEval (builtins.deepSeq value value)).success;
  shown = option: builtins.removeAttrs option [ "type" ] // { type = option.type.description or null; };
  definitions = values: map (value: { file = "f"; inherit value; }) values;
  pkgs = { hello = "hello package"; a.b = "nested package"; };
in
{
  mergeIntegers = [
    (mergeDefaultOption [ "a" ] (definitions [ 1 1 ]))
    (mergeDefaultOption [ "a" ] (definitions [ 9223372036854775807 9223372036854775807 ]))
  ];
  renderTyped = renderOptionValue { _type = "x"; };
  isOption = map isOption [ (mkOption { }) { } 1 { _type = "option-type"; } ];
  mkOption = [ (mkOption { }) (mkOption { default = 1; readOnly = true; }) ];
  mkEnableOption = shown (mkEnableOption "magic");
  mkPackageOption = map shown [
    (mkPackageOption pkgs "hello" { })
    (mkPackageOption pkgs [ "a" "b" ] { example = "pkgs.x"; extraDescription = "Really."; })
    (mkPackageOption pkgs "hello" { default = null; nullable = true; })
    (mkPackageOption pkgs "hello" { default = null; example = [ "a" "b" ]; pkgsText = "p"; })
    (builtins.removeAttrs (mkPackageOption pkgs "hello" { nullable = true; default = [ "a" "b" ]; }) [ "default" ])
  ];
  mkPackageOptionFails = fails (mkPackageOption pkgs "missing" { }).default;
  mkSinkUndeclaredOptions = builtins.removeAttrs (mkSinkUndeclaredOptions { internal = false; }) [ "type" "apply" ];
  mergeDefaultOption = map (values: mergeDefaultOption [ "o" ] (definitions values)) [
    [ 1 ]
    [ [ 1 ] [ 2 ] ]
    [ { a = 1; } { b = 2; } ]
    [ true false ]
    [ "a" "b" ]
    [ 3 3 ]
  ];
  mergeDefaultOptionFunctions = mergeDefaultOption [ "o" ] (definitions [ (x: { value = [ x ]; }) (x: { value = [ (x + 1) ]; }) ]) 1;
  mergeDefaultOptionFails = map (values: fails (mergeDefaultOption [ "o" ] (definitions values))) [
    [ 1 2 ]
    [ 1.5 1.5 ]
    [ null null ]
    [ /a /a ]
  ];
  mergeOneOption = [
    (mergeOneOption [ "o" ] (definitions [ 1 ]))
    (fails (mergeOneOption [ "o" ] (definitions [ 1 1 ])))
  ];
  mergeUniqueOption = [
    (mergeUniqueOption { message = "m"; } [ "o" ] (definitions [ 1 ]))
    (mergeUniqueOption { message = "m"; merge = loc: defs: loc; } [ "o" ] (definitions [ 1 ]))
    (fails (mergeUniqueOption { message = "m"; } [ "o" ] (definitions [ 1 1 ])))
  ];
  mergeEqualOption = [
    (mergeEqualOption [ "o" ] (definitions [ 1 1 ]))
    (fails (mergeEqualOption [ "o" ] (definitions [ 1 2 ])))
  ];
  getValues = getValues (definitions [ 1 2 ]);
  getFiles = getFiles (definitions [ 1 2 ]);
  scrubOptionValue = scrubOptionValue { a = [ { type = "derivation"; name = "n"; } ]; _args = 1; b = 2; };
  literals = [
    (literalExpression "x")
    (literalMD "x")
    (literalCode "sh" "x")
    (fails (literalExpression 1))
    (renderOptionValue (literalMD "x"))
  ];
  showOption = map showOption [ [ "foo" "bar" "baz" ] [ "foo" "bar.baz" "tux" ] [ "a" "*" "<name>" "0" ] ];
  showFiles = showFiles [ "a" "b" ];
  showOptionWithDefLocs = showOptionWithDefLocs { loc = [ "a" "b" ]; files = [ "x" "y" ]; };
  unknownModule = unknownModule;
}
