# Evaluates a configuration in the real module system, for `vmsilo-nixgen verify`.
#
#   nixpkgs    nixpkgs' source, or a folder with nothing but its `lib`: a path, or the text of one
#   modules    the configuration's entry: texts of paths
#
# With nixpkgs' `lib` alone, options of NixOS are accepted unread. Where the configuration does not import vmsilo's own
# modules, vmsilo's options are declared here as far as the network hangs on them.
{ nixpkgs, modules }:
let
  source = if builtins.isString nixpkgs then /. + nixpkgs else nixpkgs;
  lib = import (source + "/lib");
  evalConfig = source + "/nixos/lib/eval-config.nix";

  evaluate =
    more:
    if builtins.pathExists evalConfig then
      import evalConfig { modules = entry ++ more; }
    else
      lib.evalModules {
        specialArgs.modulesPath = source + "/nixos/modules";
        modules = entry ++ more ++ [ elsewhere ];
      };
  entry = map (path: /. + path) modules;
  elsewhere.config._module = {
    check = false;
    args.pkgs = {
      inherit lib;
    };
  };

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

  alone = evaluate [ { config._module.check = false; } ];
  isDeclared = (alone.options.programs.vmsilo or { }) ? nixosVms;
  evaluated = evaluate (if isDeclared then [ ] else [ vmsilo ]);
in
import ./network.nix evaluated.config.programs.vmsilo
