{ lib, config, ... }:
{
  imports = [
    ./x.nix
    ./sub/../x.nix
    "${toString ./.}/x.nix"
    (./. + "/x.nix")
    (import ./x.nix)
    ./link.nix
  ];
  options.l = lib.mkOption { type = lib.types.listOf lib.types.str; };
  config.result = config.l;
}
