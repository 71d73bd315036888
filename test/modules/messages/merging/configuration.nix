# Definitions that their options do not take.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  option = type: mkOption { inherit type; };
in
{
  imports = [
    ./enum.nix
    ./more.nix
    { shown.inside = builtins.fromJSON ''{ "a": 1 }''; }
    { shown.inside = builtins.fromJSON ''{ "a": 2 }''; }
    (builtins.fromJSON ''{ "shown": { "placeless": 1, "half": 1, "otherHalf": 1 } }'')
    (builtins.fromJSON ''{ "shown": { "placeless": 2 } }'')
    { shown.half = 2; }
  ];
  options.shown = {
    wrong = option types.str;
    nothing = option types.str;
    differs = option types.int;
    once = option types.raw;
    nulls = option (types.nullOr types.str);
    either = option (types.either types.int types.str);
    unique = option (types.unique { message = "one only"; } (types.listOf types.int));
    anything = option types.anything;
    nonEmpty = option (types.nonEmptyListOf types.int);
    wrapped = option (types.submodule { });
    attributes = option (types.attrsOf types.int);
    item = option (types.listOf types.int);
    types = option types.optionType;
    "odd name" = option types.bool;
    own = option (types.addCheck types.int (x: throw "in the check"));
    tripled = option types.int;
    inside = option (types.attrsOf types.int);
    placeless = option types.int;
    half = option types.int;
    otherHalf = option types.int;
    enum = option (types.enum [ "a" ]);
    fixed = mkOption {
      type = types.int;
      default = 1;
      readOnly = true;
    };
  };
  config.shown = {
    wrong = 5;
    differs = 1;
    otherHalf = 2;
    once = "a";
    nulls = null;
    either = 1;
    unique = [ 1 ];
    anything = 1;
    wrapped = lib.mkBefore { };
    attributes.a = "x";
    item = [ 1 "x" ];
    types = types.int;
    "odd name" = "yes";
    fixed = 2;
    own = 1;
    tripled = lib.mkMerge [ 1 2 ];
  };
}
