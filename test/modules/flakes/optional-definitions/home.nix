{ lib, options, ... }:
{
  config = lib.mkMerge [
    (lib.optionalAttrs (options ? home-manager) { home-manager.useGlobalPkgs = true; })
  ];
}
