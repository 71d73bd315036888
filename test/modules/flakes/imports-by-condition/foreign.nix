{ inputs, lib, ... }:
let
  inherit (inputs) home-manager vmsilo;
in
{
  imports = lib.optional (home-manager ? nixosModules) home-manager.nixosModules.home-manager ++ [
    (if vmsilo ? nixosModules then vmsilo.nixosModules.default else { })
  ];
}
