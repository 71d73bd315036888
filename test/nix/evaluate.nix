# A configuration with the module of vmsilo-nixgen, in nixpkgs' module system.
#
#   nixpkgsLib   nixpkgs' lib folder
#   source       where vmsilo's modules come from
#   vmsilo       what `vmsilo` is given to the module
#   file         the generated file
#   modules      the rest of the configuration
#   wirings      how many times the module is imported
{
  nixpkgsLib,
  source ? ./vmsilo,
  vmsilo ? source,
  file,
  modules,
  wirings ? 1,
}:
let
  lib = import nixpkgsLib;
  wiring = _: import ../../nix/module.nix { inherit vmsilo file; };
  inherit
    (lib.evalModules {
      modules = [ source ] ++ modules ++ lib.genList wiring wirings;
    })
    config
    ;
  failed = lib.filter ({ assertion, ... }: !assertion) config.assertions;
in
if failed == [ ] then
  { injections = config.programs.vmsilo._internal.netvmInjections; }
else
  { failed = map ({ message, ... }: message) failed; }
