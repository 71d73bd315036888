{ lib, config, ... }:
{
  options.l = lib.mkOption { type = lib.types.listOf lib.types.str; };
  config.result = config.l;
}
