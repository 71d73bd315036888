# What is given by hand, and can't be taken.
{ lib, config, site, ... }:
{
  options.shown = {
    failing = lib.mkOption { default = site.failing; };
    broken = lib.mkOption { default = site.broken; };
    unknown = lib.mkOption { default = site.unknown; };
    variable = lib.mkOption { default = builtins.getEnv "NUMBER"; };
    twice = lib.mkOption { default = site.twice; };
    known = lib.mkOption { default = "text"; };
    deep = lib.mkOption { default = site.deep.a; };
  };
}
