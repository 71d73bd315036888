# What the settings give, where the command line says nothing.
{ lib, site, ... }:
let
  shown = default: lib.mkOption { inherit default; };
in
{
  options.shown = {
    both = shown site.both;
    part = shown site.part.a;
    settings = shown site.settings;
    wrong = shown site.wrong;
    broken = shown site.broken;
  };
}
