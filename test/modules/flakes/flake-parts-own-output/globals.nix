{ flake-parts-lib, lib, ... }:
{
  imports = [
    (flake-parts-lib.mkTransposedPerSystemModule {
      name = "globals";
      file = "globals.nix";
      option = lib.mkOption { type = lib.types.raw; };
    })
  ];
  flake.gateway = "sys-net";
}
