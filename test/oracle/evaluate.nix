# What the real module system makes of a configuration's VMs: the argument of reference.nix.
#
#   nixpkgsLib   nixpkgs' lib folder
#   modules      the configuration's entry, in a list
#   specialArgs  what the modules get beside the usual arguments
#   lib          what they get as `lib`, if that is not nixpkgs' own
#
# vmsilo's options are declared as far as the network hangs on them; everything else is accepted unread.
{
  nixpkgsLib,
  modules,
  specialArgs ? { },
  lib ? import nixpkgsLib,
}:
let
  inherit (lib) mkOption types;

  vm = {
    config._module.check = false;
    options.network = {
      netvm = mkOption {
        type = types.nullOr types.str;
        default = null;
      };
      netvmSubnet = mkOption {
        type = types.nullOr types.str;
        default = null;
      };
      isNetvm = mkOption {
        type = types.bool;
        default = false;
      };
      interfaces = mkOption {
        type = types.attrsOf types.anything;
        default = { };
      };
    };
  };

  vmsilo.options.programs.vmsilo = {
    enable = lib.mkEnableOption "vmsilo";
    netvmRange = mkOption {
      type = types.str;
      default = "10.200.0.0/16";
    };
    nixosVms = mkOption {
      type = types.attrsOf (types.submodule vm);
      default = { };
    };
  };

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
      vmsilo
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
