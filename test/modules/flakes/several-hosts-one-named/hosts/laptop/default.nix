{
  programs.vmsilo = {
    enable = true;
    nixosVms.sys-net.network.isNetvm = true;
    nixosVms.mail.network.netvm = "sys-net";
  };
}
