# What is needed to find modules, options and attributes may not hang on them.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
in
{
  "imports hang on config" = { config, lib, ... }: {
    imports = lib.optional (config.programs.vmsilo.netvmRange == "x") (vms { a = { }; });
  };
  "imports hang on an undeclared option" = { config, lib, ... }: {
    imports = if config.networking.hostName == "x" then [ ] else [ (vms { a = { }; }) ];
  };
  "imports hang on _module.args" = { flag, lib, ... }: {
    _module.args.flag = true;
    imports = lib.optional flag (vms { a = { }; });
  };
  "imports hang on pkgs" = { pkgs, lib, ... }: {
    imports = lib.optional pkgs.yes (vms { a = { }; });
  };
  "imports hang on options" = { options, lib, ... }: {
    imports = lib.optional (options ? programs) (vms { a = { }; });
  };
  "imports hang on lib and specialArgs" = { specialArgs, lib, ... }: {
    imports = lib.optional (specialArgs ? modulesPath) (vms { a = { }; });
  };
  "disabledModules hang on config" = { config, lib, ... }: {
    disabledModules = lib.optional config.programs.vmsilo.enable "x";
  };
  "the body hangs on config" = { config, ... }: if config.programs.vmsilo.enable then vms { a = { }; } else { };
  "config's attributes hang on config" = { config, lib, ... }: {
    config = lib.optionalAttrs config.programs.vmsilo.enable (vms { a = { }; });
  };
  "a group's attributes hang on config in it" = { config, lib, ... }: {
    programs.vmsilo = lib.optionalAttrs config.programs.vmsilo.enable { nixosVms.a = { }; };
  };
  "a group's attributes hang on config beside it" = { config, lib, ... }: {
    programs.vmsilo = lib.optionalAttrs (config.networking.hostName == "nixos") { nixosVms.a = { }; };
    networking.hostName = "nixos";
  };
  "VMs hang on config of another option" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = lib.optionalAttrs config.programs.vmsilo.enable { a.network.netvm = "n"; };
  };
  "VMs hang on the range" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = lib.optionalAttrs (config.programs.vmsilo.netvmRange != "") { a = { }; };
  };
  "VMs hang on which VMs there are" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = lib.optionalAttrs (config.programs.vmsilo.nixosVms ? a) { b = { }; };
  };
  "whether a VM exists hangs on another" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = {
      a.network.netvm = "n";
      b = lib.mkIf (config.programs.vmsilo.nixosVms.a.network.netvm != null) { };
    };
  };
  "what a VM holds hangs on another" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = {
      a.network.netvm = "n";
      b.network.netvm = lib.mkIf (config.programs.vmsilo.nixosVms.a.network.netvm != null) "m";
    };
  };
  "a condition on a VM's group hangs on another" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = {
      a.network.netvm = "n";
      b.network = lib.mkIf (config.programs.vmsilo.nixosVms.a.network.netvm != null) { netvm = "m"; };
    };
  };
  "two VMs read each other" = { config, ... }: {
    programs.vmsilo.nixosVms = {
      a.network.netvm = config.programs.vmsilo.nixosVms.b.network.netvmSubnet;
      b.network.netvmSubnet = "10.0.0.0/31";
      b.network.isNetvm = config.programs.vmsilo.nixosVms.a.network.netvm != null;
    };
  };
  "two VMs are each other" = { config, ... }: {
    programs.vmsilo.nixosVms = {
      a.network.netvm = config.programs.vmsilo.nixosVms.b.network.netvm;
      b.network.netvm = config.programs.vmsilo.nixosVms.a.network.netvm;
    };
  };
  "an option is itself" = { config, ... }: {
    programs.vmsilo.netvmRange = config.programs.vmsilo.netvmRange;
  };
  "an option's default is itself" = { config, lib, ... }: {
    options.x = lib.mkOption { type = lib.types.int; default = config.x; };
    config.result = config.x;
  };
  "an option's own condition" = { config, lib, ... }: {
    programs.vmsilo.netvmRange = lib.mkIf (config.programs.vmsilo.netvmRange != "") "10.0.0.0/8";
  };
  "mkIf around config on what it defines elsewhere" = { config, lib, ... }: {
    config = lib.mkIf (config.programs.vmsilo.netvmRange != "") (vms { a = { }; });
  };
  "mkIf around config on what it defines" = { config, lib, ... }: {
    config = lib.mkIf (config.programs.vmsilo.netvmRange != "") { programs.vmsilo.netvmRange = "10.0.0.0/8"; };
  };
  "mkMerge's items hang on config" = { config, lib, ... }: {
    config = lib.mkMerge (lib.optional config.programs.vmsilo.enable (vms { a = { }; }));
  };
  "options' names hang on config" = { config, lib, ... }: {
    options = lib.optionalAttrs config.programs.vmsilo.enable { x = lib.mkOption { }; };
  };
  "an option's type hangs on config" = { config, lib, ... }: {
    options.x = lib.mkOption { type = if config.programs.vmsilo.enable then lib.types.int else lib.types.str; };
    config.x = 1;
    config.result = config.x;
  };
  "an option's apply reads another option" = { config, lib, ... }: {
    options.x = lib.mkOption { type = lib.types.int; apply = x: x + config.y; };
    options.y = lib.mkOption { type = lib.types.int; };
    config.x = 1;
    config.y = 2;
    config.result = config.x;
  };
  "the whole of config under mkIf false is not read" = { config, lib, ... }: {
    config = lib.mkIf false (vms { a.network.netvm = throw "no"; });
  };
  "mkIf false's content must have attributes that can be found" = { config, lib, ... }: {
    config = lib.mkIf false (throw "no");
  };
  "a module argument that is a recursion is not read" = { self', ... }: {
    _module.args.self' = throw "no";
  };
  "a VM that throws" = vms { a = throw "no"; };
  "a VM's unneeded option throws" = vms { a.memory = throw "no"; };
  "a VM's netvm throws" = vms { a.network.netvm = throw "no"; };
  "a VM's group throws" = vms { a.network = throw "no"; };
  "an import throws" = { imports = [ (throw "no") ]; };
  "imports throw" = { imports = throw "no"; };
  "an assertion that fails in a module" = { lib, ... }: assert false; { };
  "VMs read their names by mapAttrs" = { config, lib, ... }: {
    programs.vmsilo.nixosVms = lib.genAttrs [ "a" "b" ] (name: { network.netvm = "net"; });
    result = lib.mapAttrs (_: vm: vm.network.netvm) config.programs.vmsilo.nixosVms;
  };
  "a VM's function reads the outer config" = { config, ... }: {
    programs.vmsilo.nixosVms.a = { name, ... }: { network.netvm = config.programs.vmsilo.nixosVms.b.network.netvmSubnet; };
    programs.vmsilo.nixosVms.b.network.netvmSubnet = "x";
  };
  "a submodule that is nobody's" = { lib, config, ... }: {
    options.s = lib.mkOption { type = lib.types.submodule { options.x = lib.mkOption { default = 1; }; }; };
    config.result = 5;
    config.s = throw "no";
  };
  "options of a group that nothing defines are not looked at" = { lib, config, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submodule { options.g.a = throw "no"; options.b = lib.mkOption { default = 1; }; };
      default = { };
    };
    config.x.b = 2;
    config.result = config.x.b;
  };
  "options of a group that is defined as empty are looked at" = { lib, config, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submodule { options.g.a = throw "no"; options.b = lib.mkOption { default = 1; }; };
      default = { };
    };
    config.x = { b = 2; g = { }; };
    config.result = config.x.b;
  };
  "a group hangs on an option in it, and nobody asks for it" = { config, lib, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my = builtins.isAttrs config.my.o;
  };
  "a group that is no set, and nobody asks for it" = { lib, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my = 5;
  };
  "a group that fails, and nobody asks for it" = { lib, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my = throw "no";
  };
  "a group that fails, and the module defines vmsilo, too" = { lib, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my = lib.mkIf (throw "no") { };
    config.programs.vmsilo.nixosVms.a = { };
  };
  "an option that fails, and nobody asks for it" = { lib, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my.o = throw "no";
  };
  "a declaration that fails, and nobody asks for it" = { lib, ... }: {
    options.my = throw "no";
  };
  "a group that is unknown, and nobody asks for it" = { lib, pkgs, ... }: {
    options.my.o = lib.mkOption { type = lib.types.int; };
    config.my = pkgs.none;
  };
}
