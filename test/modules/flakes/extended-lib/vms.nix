{ lib, pkgs, ... }:
{
  programs.vmsilo.enable = !(pkgs.lib ? my);
  programs.vmsilo.nixosVms = {
    sys-net.network.isNetvm = true;
    banking = lib.my.client "sys-net";
  };
}
