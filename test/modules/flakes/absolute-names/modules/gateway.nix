{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.sys-net.network.isNetvm = true;
}
