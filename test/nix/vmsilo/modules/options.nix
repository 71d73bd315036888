# What module.nix needs of vmsilo's options.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  vm = types.submodule {
    freeformType = types.lazyAttrsOf types.anything;
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
in
{
  options.programs.vmsilo = {
    enable = lib.mkEnableOption "vmsilo";
    netvmRange = mkOption {
      type = types.str;
      default = "10.200.0.0/16";
    };
    nixosVms = mkOption {
      type = types.attrsOf vm;
      default = { };
    };
    _internal.netvmInjections = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
  };
  options.assertions = mkOption {
    type = types.listOf types.unspecified;
    default = [ ];
  };
}
