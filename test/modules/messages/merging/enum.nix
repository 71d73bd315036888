{ lib, ... }:
{
  options.shown.enum = lib.mkOption { type = lib.types.enum [ "a" "b" ]; };
  config.shown.enum = "c";
}
