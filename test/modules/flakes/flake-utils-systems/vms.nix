{
  programs.vmsilo = {
    enable = true;
    nixosVms.sys-net.network.isNetvm = true;
    nixosVms.banking.network.netvm = "sys-net";
  };
}
