# Modules that lib builds: aliases, renamed and removed options.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
in
{
  "mkAliasOptionModule" = { lib, ... }: {
    imports = [ (lib.mkAliasOptionModule [ "my" "vms" ] [ "programs" "vmsilo" "nixosVms" ]) ];
    my.vms.a.network.netvm = "x";
  };
  "mkAliasOptionModule, value of the alias" = { lib, config, ... }: {
    imports = [ (lib.mkAliasOptionModule [ "my" "range" ] [ "programs" "vmsilo" "netvmRange" ]) ];
    my.range = "10.0.0.0/8";
    result = [ config.my.range config.programs.vmsilo.netvmRange ];
  };
  "mkAliasOptionModule, not defined" = { lib, config, ... }: {
    imports = [ (lib.mkAliasOptionModule [ "my" "range" ] [ "programs" "vmsilo" "netvmRange" ]) ];
    result = [ config.my.range config.programs.vmsilo.netvmRange ];
  };
  "mkAliasOptionModule keeps priorities" = { lib, config, ... }: {
    imports = [
      (lib.mkAliasOptionModule [ "my" "range" ] [ "programs" "vmsilo" "netvmRange" ])
      { programs.vmsilo.netvmRange = "10.0.0.0/8"; }
    ];
    my.range = lib.mkForce "10.1.0.0/16";
    result = config.programs.vmsilo.netvmRange;
  };
  "mkRenamedOptionModule" = { lib, ... }: {
    imports = [ (lib.mkRenamedOptionModule [ "vmsilo" "vms" ] [ "programs" "vmsilo" "nixosVms" ]) ];
    vmsilo.vms = { a.network.netvm = "x"; b = { }; };
  };
  "mkRenamedOptionModule beside the new name" = { lib, ... }: {
    imports = [ (lib.mkRenamedOptionModule [ "vmsilo" "vms" ] [ "programs" "vmsilo" "nixosVms" ]) ];
    vmsilo.vms.a.network.netvm = "x";
    programs.vmsilo.nixosVms.a.network.isNetvm = true;
  };
  "mkRenamedOptionModule to a missing option" = { lib, config, ... }: {
    imports = [ (lib.mkRenamedOptionModule [ "a" "b" ] [ "programs" "vmsilo" "nixosVms" ]) ];
    result = config.a.b;
  };
  "mkRemovedOptionModule" = { lib, ... }: {
    imports = [ (lib.mkRemovedOptionModule [ "old" "option" ] "It is gone.") ];
    programs.vmsilo.nixosVms.a = { };
  };
  "mkRemovedOptionModule, read" = { lib, config, ... }: {
    imports = [ (lib.mkRemovedOptionModule [ "old" "option" ] "It is gone.") ];
    result = config.old.option;
  };
  "mkChangedOptionModule" = { lib, config, ... }: {
    imports = [
      (lib.mkChangedOptionModule [ "my" "octet" ] [ "programs" "vmsilo" "netvmRange" ] (config: "10.${toString config.my.octet}.0.0/16"))
    ];
    my.octet = 5;
    result = config.programs.vmsilo.netvmRange;
  };
  "mkChangedOptionModule, not defined" = { lib, config, ... }: {
    imports = [
      (lib.mkChangedOptionModule [ "my" "octet" ] [ "programs" "vmsilo" "netvmRange" ] (config: "10.${toString config.my.octet}.0.0/16"))
    ];
    result = config.programs.vmsilo.netvmRange;
  };
  "mkMergedOptionModule" = { lib, config, ... }: {
    imports = [
      (lib.mkMergedOptionModule [ [ "my" "a" ] [ "my" "b" ] ] [ "programs" "vmsilo" "netvmRange" ] (config: "10.${toString config.my.a}.${toString config.my.b}.0/24"))
    ];
    my = { a = 1; b = 2; };
    result = config.programs.vmsilo.netvmRange;
  };
  "doRename" = { lib, config, ... }: {
    imports = [ (lib.doRename { from = [ "my" "range" ]; to = [ "programs" "vmsilo" "netvmRange" ]; visible = true; warn = false; use = x: x; withPriority = false; }) ];
    my.range = lib.mkForce "10.0.0.0/8";
    result = config.programs.vmsilo.netvmRange;
  };
  "mkAliasDefinitions" = { lib, options, ... }: {
    options.my.vms = lib.mkOption { type = lib.types.attrsOf lib.types.raw; };
    config.my.vms.a.network.netvm = "x";
    config.programs.vmsilo.nixosVms = lib.mkAliasDefinitions options.my.vms;
  };
  "mkAliasDefinitions of what is not defined" = { lib, options, ... }: {
    options.my.vms = lib.mkOption { type = lib.types.attrsOf lib.types.raw; };
    config.programs.vmsilo.nixosVms = lib.mkAliasDefinitions options.my.vms;
  };
  "mkAliasDefinitions of several" = { lib, options, config, ... }: {
    options.a = lib.mkOption { type = lib.types.listOf lib.types.int; };
    options.b = lib.mkOption { type = lib.types.listOf lib.types.int; };
    config.a = lib.mkMerge [ [ 1 ] (lib.mkAfter [ 2 ]) [ 3 ] ];
    config.b = lib.mkAliasDefinitions options.a;
    config.result = config.b;
  };
  "mkAliasAndWrapDefinitions" = { lib, options, ... }: {
    options.my.netvm = lib.mkOption { type = lib.types.str; };
    config.my.netvm = "x";
    config.programs.vmsilo.nixosVms.a = lib.mkAliasAndWrapDefinitions (value: { network.netvm = value; }) options.my.netvm;
  };
  "mkAliasIfDef" = { lib, options, ... }: {
    options.my.netvm = lib.mkOption { type = lib.types.str; };
    config.programs.vmsilo.nixosVms.a.network.netvm = lib.mkAliasIfDef options.my.netvm "x";
  };
  "mkDerivedConfig" = { lib, options, config, ... }: {
    options.a = lib.mkOption { type = lib.types.int; };
    options.b = lib.mkOption { type = lib.types.int; };
    config.a = lib.mkForce 1;
    config.b = lib.mkDerivedConfig options.a (a: a + 1);
    config.result = config.b;
    imports = [ { b = 7; } ];
  };
  "mapDefinitionValue" = { lib, config, ... }: {
    options.a = lib.mkOption { type = lib.types.int; };
    config.a = lib.modules.mapDefinitionValue (x: x + 1) (lib.mkForce (lib.mkOrder 5 1));
    config.result = config.a;
  };
  "setDefaultModuleLocation" = { lib, ... }: {
    imports = [ (lib.setDefaultModuleLocation "here" (vms { a = { }; })) ];
  };
  "importApply" = { lib, ... }: { imports = [ (lib.modules.importApply ./trees/import-apply/static.nix { netvm = "x"; }) ]; };
  "importJSON" = { lib, ... }: { imports = [ (lib.modules.importJSON ./trees/import-json/vms.json) ]; };
  "evalModules" = { lib, ... }: {
    result = (lib.evalModules { modules = [ { options.x = lib.mkOption { default = 1; }; } ]; }).config.x;
  };
  "fixMergeModules of a VM's own options" = { lib, config, ... }: {
    options.my = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { imports = [ (lib.mkAliasOptionModule [ "old" ] [ "new" ]) ]; options.new = lib.mkOption { default = 1; }; }); };
    config.my.a.old = 2;
    config.result = config.my.a.new;
  };
  "mergeAttrDefinitionsWithPrio" = { lib, options, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { a = lib.mkForce 1; b = lib.mkDefault 2; };
    config.result = lib.modules.mergeAttrDefinitionsWithPrio options.x;
  };
  "mkOptionDefault in a set" = { lib, ... }: vms { a.network = lib.mapAttrs (_: lib.mkOptionDefault) { netvm = null; }; };
  "mkMerge of mapAttrsToList" = { lib, ... }: vms (
    lib.mkMerge (lib.mapAttrsToList (name: netvm: { ${name}.network.netvm = netvm; }) { a = "x"; b = "y"; })
  );
}
