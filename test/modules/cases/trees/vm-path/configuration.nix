{
  programs.vmsilo.nixosVms.a = ./vm.nix;
}
