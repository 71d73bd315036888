{ site, lib, secret, pool, ... }:
{
  environment.etc.secret.text = secret;
  programs.vmsilo.enable = true;
  programs.vmsilo.netvmRange = pool;
  programs.vmsilo.nixosVms.sys-net.network.isNetvm = true;
  programs.vmsilo.nixosVms.banking.network.netvm = site;
}
