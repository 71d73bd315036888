{ lib, ... }:
{
  site.gateway = "vpn";
  programs.vmsilo.netvmRange = "10.9.0.0/16";
  programs.vmsilo.nixosVms.vpn = { network.isNetvm = true; network.netvm = lib.mkDefault "sys-net"; };
}
