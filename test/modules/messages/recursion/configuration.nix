# What needs itself to be found.
{ lib, config, ... }:
let
  inherit (lib) mkOption types;
  declare =
    modules:
    mkOption {
      type = types.submodule modules;
      default = { };
    };
in
{
  options.shown = {
    value = mkOption { type = types.raw; };
    condition = mkOption { type = types.bool; };
    names = mkOption { type = types.attrsOf types.raw; };
    attribute = mkOption { type = types.attrsOf types.raw; };
    check = mkOption { type = types.nullOr types.str; };
    imports = declare ({ config, ... }: { imports = config.modules; options.modules = mkOption { default = [ ]; }; });
    options = declare ({ config, ... }: { options = if config ? a then { } else { }; });
    definitions = declare ({ config, ... }: { options.a = mkOption { default = 1; }; config = builtins.mapAttrs (_: x: x) config; });
    type = declare ({ config, ... }: { options.a = mkOption { type = config.a; }; config.a = types.int; });
    group = declare ({ config, ... }: { options.g = if config.g ? a then { } else { }; });
    freeform = declare ({ config, ... }: { freeformType = if config ? a then types.attrs else types.attrs; });
    declared = declare ({ options, ... }: { options.a = if options.a.isDefined then mkOption { } else mkOption { }; });
  };
  config.shown = {
    value = config.shown.value;
    condition = lib.mkIf config.shown.condition true;
    names = builtins.mapAttrs (_: x: x) config.shown.names;
    attribute.a = lib.mkIf (config.shown.attribute ? a) 1;
    check = config.shown.check;
    imports = { };
  };
}
