{ upstream, ... }:
{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    banking.network.netvm = upstream;
    sys-net.network.isNetvm = true;
  };
}
