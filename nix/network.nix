# What vmsilo-nixgen computes a network from, of an evaluated `config.programs.vmsilo`.
cfg:
let
  vmOf = vm: {
    inherit (vm.network) netvm netvmSubnet isNetvm;
    interfaces = builtins.attrNames (vm.network.interfaces or { });
  };
in
{
  inherit (cfg) enable netvmRange;
  vms = builtins.mapAttrs (_: vmOf) cfg.nixosVms;
}
