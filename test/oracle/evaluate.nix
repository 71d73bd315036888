# What the real module system makes of a configuration's VMs: the argument of reference.nix.
#
#   nixpkgsLib   nixpkgs' lib folder
#   modules      the configuration's entry, in a list
#   specialArgs  what the modules get beside the usual arguments
#   lib          what they get as `lib`, if that is not nixpkgs' own
#
# Beside vmsilo's options, everything is accepted unread.
{
  nixpkgsLib,
  modules,
  specialArgs ? { },
  lib ? import nixpkgsLib,
}:
let
  inherit (lib) mkOption types;

  elsewhere = {
    options.networking.hostName = mkOption {
      type = types.str;
      default = "nixos";
    };
    config._module.check = false;
    config._module.args.pkgs = {
      lib = import nixpkgsLib;
    };
  };

  evaluated = lib.evalModules {
    specialArgs = {
      modulesPath = ./channels/nixpkgs/nixos/modules;
    }
    // specialArgs;
    modules = [
      ../../nix/options.nix
      elsewhere
    ] ++ modules;
  };
  cfg = evaluated.config.programs.vmsilo;
in
assert cfg.enable;
{
  range = cfg.netvmRange;
  vms = builtins.mapAttrs (_: vm: {
    inherit (vm.network) netvm netvmSubnet isNetvm;
  }) cfg.nixosVms;
}
