# What the real module system makes of a case.
#
#   nixpkgsLib   nixpkgs' lib folder
#   entry        the case's module, a path
#   specialArgs  further ones
#   hidden       the module argument `hidden`, which is unknown to us
#
# vmsilo's options are declared as far as cases use them, and those of NixOS too; any other is an error, as it is in
# NixOS.
{
  nixpkgsLib,
  entry,
  specialArgs ? { },
  hidden ? null,
}:
let
  lib = import nixpkgsLib;
  inherit (lib) mkOption types;

  nullOrString = mkOption {
    type = types.nullOr types.str;
    default = null;
  };

  vm.options = {
    memory = mkOption {
      type = types.int;
      default = 1024;
    };
    network = {
      netvm = nullOrString;
      netvmSubnet = nullOrString;
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

  nixos.options = {
    assertions = mkOption { type = types.listOf types.unspecified; };
    warnings = mkOption {
      type = types.listOf types.str;
      default = [ ];
    };
    environment.systemPackages = mkOption { type = types.listOf types.unspecified; };
    meta = mkOption { type = types.raw; };
    networking.hostName = mkOption {
      type = types.str;
      default = "nixos";
    };
    networking.nftables.enable = mkOption {
      type = types.bool;
      default = false;
    };
    services = mkOption { type = types.raw; };
  };
  nixos.config._module.args.pkgs = {
    inherit lib;
    hello = "hello";
    yes = true;
    no = false;
    one = 1;
    none = { };
  };

  nixos.config._module.args.hidden = lib.mkIf (hidden != null) hidden;

  evaluated = lib.evalModules {
    specialArgs = {
      modulesPath = "/nixpkgs/nixos/modules";
    }
    // specialArgs;
    modules = [
      vmsilo
      nixos
      ./surroundings.nix
      entry
    ];
  };
  cfg = evaluated.config.programs.vmsilo;
in
{
  inherit (evaluated.config) result;
  range = cfg.netvmRange;
  vms = builtins.mapAttrs (_: vm: {
    inherit (vm.network) netvm netvmSubnet isNetvm;
    interfaces = builtins.attrNames vm.network.interfaces;
  }) cfg.nixosVms;
}
