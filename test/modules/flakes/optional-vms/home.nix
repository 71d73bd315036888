{ lib, options, ... }:
{
  config = lib.optionalAttrs (options ? home-manager) {
    programs.vmsilo.nixosVms.mail.network.netvm = "sys-net";
  };
}
