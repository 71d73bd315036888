{ config, lib, ... }:
let
  behind = netvm: { network.netvm = netvm; };
in
{
  options.site.gateway = lib.mkOption { type = lib.types.str; default = "sys-net"; };
  config.programs.vmsilo.nixosVms = {
    sys-net.network = { isNetvm = true; netvm = "host"; };
    guest = behind config.site.gateway;
    work = lib.mkMerge [ (behind "sys-net") (lib.mkIf (config.site.gateway == "vpn") (lib.mkForce (behind "vpn"))) ];
  };
}
