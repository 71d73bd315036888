{ lib, config, ... }:
{
  imports = [ ./x.nix ./y.nix ];
  options.l = lib.mkOption { type = lib.types.listOf lib.types.str; };
  config.result = config.l;
}
