{ lib, ... }:
{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.sys-net.network.isNetvm = true;
  programs.vmsilo.nixosVms.banking.network.netvm = toString ./.;
}
