# vmsilo's options, as far as a network hangs on them; what else a VM has is accepted unread.
{ lib, ... }:
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
in
{
  options.programs.vmsilo = {
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
}
