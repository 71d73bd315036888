{ inputs, lib, ... }:
{
  imports = lib.optionals (inputs.agent ? nixosModules) [
    inputs.agent.nixosModules.default
    { programs.vmsilo.nixosVms.mail.network.netvm = "sys-net"; }
  ];
}
