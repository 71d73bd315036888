# What can't be known, and is given by hand.
{ lib, config, pkgs, site, inputs, other, set, alike, ... }:
let
  inherit (lib) mkOption types;
  shown = default: mkOption { type = types.raw; inherit default; };
in
{
  options.shown = {
    argument = shown site.name;
    whole = shown other;
    package = shown pkgs.given;
    input = shown inputs.site.name;
    self = shown inputs.self.name;
    option = shown config.services.given.name;
    group = shown (builtins.attrNames config.services.given);
    hostName = shown config.networking.hostName;
    variable = shown (builtins.getEnv "GIVEN");
    builtin = shown builtins.currentTime;
    ours = shown config.mine.name;
    set = shown config.mine.set;
    attributes = shown config.mine.attributes;
    submodule = shown config.mine.submodule;
    wrapped = shown config.mine.wrapped;
    list = shown config.mine.list;
    known = shown config.mine.known;
    same = shown config.mine.same;
    default = shown config.mine.default;
    checked = shown config.mine.checked;
    set-argument = shown set.name;
    alike-argument = shown alike.name;
    relative = shown (builtins.baseNameOf config.services.given.path);
  };
  options.mine = {
    name = mkOption { type = types.str; };
    set = mkOption { type = types.raw; };
    attributes = mkOption { type = types.attrsOf types.raw; };
    submodule = mkOption { type = types.submodule { options.a = mkOption { type = types.int; }; options.b = mkOption { default = 1; }; }; };
    wrapped = mkOption { type = types.nullOr (types.submodule { options.a = mkOption { type = types.int; }; }); };
    list = mkOption { type = types.listOf types.int; };
    known = mkOption { type = types.str; };
    same = mkOption { type = types.int; };
    default = mkOption { type = types.int; default = 1; };
    checked = mkOption { type = types.int; };
    unneeded = mkOption { type = types.str; };
  };
  config._module.args = {
    set.name = "set";
    alike.name = "alike";
    unread.name = "unread";
  };
  config.mine = {
    name = pkgs.name;
    set = { a = pkgs.name; b = 1; };
    attributes = { a = pkgs.name; b = 1; };
    submodule.a = pkgs.number;
    wrapped.a = pkgs.number;
    list = [ 1 ] ++ pkgs.list;
    known = "known";
    same = 5;
    checked = pkgs.number;
    unneeded = "unneeded";
  };
}
