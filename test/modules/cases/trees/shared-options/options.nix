{ lib, config, ... }:
let
  zone = { name, config, ... }: {
    options = {
      members = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
      gateway = lib.mkOption { type = lib.types.str; default = "gw-${name}"; };
    };
  };
in
{
  options.zones = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule zone); default = { }; };
  config.programs.vmsilo.nixosVms = lib.mkMerge (
    lib.mapAttrsToList (
      name: zone:
      { ${zone.gateway}.network.isNetvm = true; }
      // lib.genAttrs zone.members (_: { network.netvm = zone.gateway; })
    ) config.zones
  );
  config.result = lib.mapAttrs (_: zone: zone.members) config.zones;
}
