{ config, lib, ... }:
let
  cfg = config.my.vms;
in
{
  options.my.vms.enable = lib.mkEnableOption "the VMs";
  config = lib.mkIf cfg.enable {
    programs.vmsilo.enable = lib.mkDefault true;
    programs.vmsilo.nixosVms = {
      sys-net.network.isNetvm = true;
      banking.network.netvm = "sys-net";
    };
  };
}
