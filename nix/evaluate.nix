# Evaluates a configuration in the real module system, for `vmsilo-nixgen verify`.
#
#   nixpkgs    nixpkgs' source, or a folder with nothing but its `lib`: a path, or the text of one
#   modules    the configuration's entry: texts of paths
#
# With nixpkgs' `lib` alone, options of NixOS are accepted unread. Where the configuration does not import vmsilo's own
# modules, options.nix declares vmsilo's options.
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

  alone = evaluate [ { config._module.check = false; } ];
  isDeclared = (alone.options.programs.vmsilo or { }) ? nixosVms;
  evaluated = evaluate (if isDeclared then [ ] else [ ./options.nix ]);
in
import ./network.nix evaluated.config.programs.vmsilo
