{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.work.network.netvm = "sys-nte";
}
