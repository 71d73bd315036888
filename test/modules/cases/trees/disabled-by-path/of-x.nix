{
  disabledModules = [ ./y.nix ];
  programs.vmsilo.nixosVms.of-x = { };
}
