{
  imports = [ ./of-x.nix ];
  programs.vmsilo.nixosVms.x = { };
}
