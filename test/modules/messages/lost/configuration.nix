# Definitions that do not make the value.
{ lib, config, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [ ./more.nix ];
  options.shown = {
    none = mkOption { type = types.int; };
    default = mkOption { type = types.int; default = 1; };
    forced = mkOption { type = types.int; default = 1; };
    condition = mkOption { type = types.int; default = 1; };
    merged = mkOption { type = types.listOf types.int; };
    nested = mkOption { type = types.int; };
    uncertain = mkOption { type = types.int; default = 1; };
    unknown = mkOption { type = types.int; };
    weak = mkOption { type = types.int; };
    alone = mkOption { type = types.int; default = 1; };
    set = mkOption { type = types.attrsOf types.int; default = { }; };
  };
  config.shown = {
    forced = lib.mkForce 2;
    condition = lib.mkIf false 2;
    merged = lib.mkMerge [
      [ 1 ]
      (lib.mkIf false [ 2 ])
      (lib.mkIf true (lib.mkMerge [ [ 3 ] (lib.mkIf false [ 4 ]) ]))
      (lib.mkIf pkgs.unknown (lib.mkIf false [ 5 ]))
      (lib.mkDefinition { file = "a"; value = [ 7 ]; })
    ];
    nested = lib.mkIf true (lib.mkDefault 1);
    uncertain = lib.mkIf pkgs.unknown (lib.mkDefault 1);
    unknown = pkgs.unknown;
    weak = lib.mkOverride 10000 1;
    alone = lib.mkIf false (throw "no");
    set = lib.mkIf pkgs.unknown { a = 1; };
  };
}
