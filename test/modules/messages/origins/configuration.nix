# Where a value of the wrong type comes from: the only definition of an option, if its value is that.
{ lib, config, pkgs, options, ... }:
let
  inherit (lib) mkOption types;
  string = mkOption { type = types.str; };
in
{
  options.shown = lib.genAttrs [ "one" "default" "several" "applied" "group" "uncertain" "unmodelled" ] (_: string);
  options.other = {
    one = mkOption { type = types.int; };
    default = mkOption { default = 5; };
    several = mkOption { type = types.listOf types.int; };
    applied = mkOption { apply = x: x + 1; };
    uncertain = mkOption { type = types.int; default = 7; };
    group.inner = mkOption { default = 1; };
  };
  config.other = {
    one = 5;
    several = lib.mkMerge [ [ 1 ] [ 2 ] ];
    applied = 6;
    uncertain = lib.mkIf pkgs.unknown 7;
  };
  config.shown = {
    inherit (config.other) one default several applied;
    group = config.other.group;
    uncertain = config.other.uncertain;
    unmodelled = options.other.one.declarations;
  };
}
