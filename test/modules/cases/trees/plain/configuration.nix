{
  imports = [ ./other.nix ];
  programs.vmsilo.nixosVms.a.network.netvm = "b";
}
