{ gateway, ... }:
{
  programs.vmsilo = {
    enable = true;
    nixosVms.${gateway}.network.isNetvm = true;
    nixosVms.banking.network.netvm = gateway;
  };
}
