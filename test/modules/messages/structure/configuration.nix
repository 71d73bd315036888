# Submodules whose modules are wrong.
{ lib, ... }:
let
  unset = builtins.getEnv "VMSILO_NIXGEN_UNSET";
  declare =
    module:
    lib.mkOption {
      type = lib.types.submodule module;
      default = { };
    };
in
{
  options.shown = {
    disables-number = declare { disabledModules = [ 5 ]; };
    disables-keyless = declare { disabledModules = [ { } ]; };
    disables-other = declare { disabledModules = [ { outPath = "/a"; key = "/b"; } ]; };
    disables-unknown = declare { disabledModules = [ unset ]; };
    disables-more = declare { disabledModules = [ ] ++ unset; };
    lists = declare { imports = [ [ ] ]; };
    mixes = declare { imports = [ { config = { }; other = 1; } ]; };
    missing = declare { imports = [ ./missing.nix ]; };
    unknown = declare { imports = [ (import (unset + "/a.nix")) ]; };
    foreign = declare { imports = [ <nixpkgs/nixos/modules/profiles/minimal.nix> ]; };
    undeclared = declare { config.group.other = 1; options.group = { }; };
    undeclared-type = declare { _type = "other"; };
    no-set = declare { options.group = { }; config.group = 5; };
    around = declare { options.group = { }; config.group = lib.mkBefore { }; };
    around-all = declare { config = lib.mkBefore { }; };
    wants = declare ({ absent, ... }: { options.a = lib.mkOption { default = absent; }; });
    wants-all = declare ({ a }: { });
    if-number = declare { options.a = lib.mkOption { }; config.a = lib.mkIf 5 1; };
    override-text = declare { options.a = lib.mkOption { }; config.a = lib.mkMerge [ (lib.mkOverride "5" 1) 2 ]; };
    freeform-number = declare { freeformType = 5; };
    freeform-own = declare { freeformType = lib.mkOptionType { name = "own"; }; a = 1; };
    freeform-wrong = declare { freeformType = lib.types.attrsOf lib.types.int; a = "x"; };
  };
}
