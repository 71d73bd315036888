# Stands for vmsilo's own computation, of which nothing may be evaluated where the generated file is in its place.
{ config, lib, ... }:
{
  config.programs.vmsilo._internal.netvmInjections = lib.mkIf config.programs.vmsilo.enable {
    net = throw "vmsilo's own netvm.nix is evaluated";
  };
}
