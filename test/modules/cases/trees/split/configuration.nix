{ lib, ... }:
{
  imports = [
    ./vms.nix
    ./overrides.nix
    { programs.vmsilo.nixosVms.guest.network.isNetvm = false; }
  ];
  programs.vmsilo.netvmRange = lib.mkDefault "10.1.0.0/16";
}
