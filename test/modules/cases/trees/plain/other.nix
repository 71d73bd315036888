{ lib, ... }:
{
  programs.vmsilo.nixosVms.a.network.netvm = lib.mkDefault "c";
  programs.vmsilo.nixosVms.b = { };
}
