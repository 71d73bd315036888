{
  my.vms.enable = true;
  programs.vmsilo.enable = false;
}
