# What random configurations have found (`npm run module-fuzz`).
let
  option = settings: definitions: {
    imports = [
      ({ lib, config, ... }: {
        options.o = lib.mkOption (settings lib);
        config.result = config.o;
      })
    ]
    ++ definitions;
  };
in
{
  "apply = null is called" = option (lib: { default = 1; apply = null; }) [ ];
  "config = null" = {
    options = { };
    config = null;
  };
  "options = null" = {
    options = null;
    config = { };
  };
  "mkBefore around a VM" = { lib, ... }: {
    programs.vmsilo.nixosVms.a = lib.mkBefore { };
  };
  "where a module that is a value comes from" = option (lib: {
    type = lib.types.attrsOf lib.types.deferredModule;
    apply = lib.mapAttrs (_: module: lib.length module.imports);
  }) [ { o.a = { }; } { o."b c" = { }; } ];
  "apply that does not ask for the value" = option (lib: {
    default = 1;
    readOnly = true;
    apply = x: "applied";
  }) [ { o = 2; } ];
  "apply around a value that hangs on itself" = {
    imports = [
      ({ lib, config, ... }: {
        options.o = lib.mkOption {
          type = lib.types.listOf lib.types.int;
          apply = x: [ "applied" ];
        };
        config.o = config.o;
        config.result = config.o;
      })
    ];
  };
}
