{ lib, config, ... }:
{
  imports = [
    ./a.nix
    ./b.nix
    { l = [ "inline" ]; }
    ({ ... }: { l = [ "function" ]; })
  ];
  options.l = lib.mkOption { type = lib.types.listOf lib.types.str; };
  config.l = [ "root" ];
  config.result = config.l;
}
