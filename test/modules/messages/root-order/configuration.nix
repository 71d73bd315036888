# A property that can't stand around a configuration.
{ lib, ... }:
{
  options.shown.a = lib.mkOption { default = 1; };
  config = lib.mkBefore { shown.a = 2; };
}
