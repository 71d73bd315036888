# What a module may be written as, and what it may not.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
  a.network.netvm = "net";
in
{
  "a set" = vms { inherit a; };
  "a function with formals" = { ... }: vms { inherit a; };
  "a function of one name" = args: vms { a.network.netvm = args.lib.concatStrings [ "n" ]; };
  "config beside imports" = {
    imports = [ (vms { inherit a; }) ];
    config = vms { b = { }; };
  };
  "config and options" = { lib, ... }: {
    options.my.name = lib.mkOption { type = lib.types.str; };
    config = {
      my.name = "x";
    }
    // vms { inherit a; };
  };
  "config beside an ordinary attribute" = vms { inherit a; } // { config = { }; };
  "options beside an ordinary attribute" = vms { inherit a; } // { options = { }; };
  "require" = {
    require = [ (vms { inherit a; }) ];
  };
  "require and imports" = { lib, config, ... }: {
    options.l = lib.mkOption { type = lib.types.listOf lib.types.str; };
    config = {
      l = [ "own" ];
      result = config.l;
    };
    imports = [
      {
        require = [ { l = [ "required" ]; } ];
        imports = [ { l = [ "imported" ]; } ];
        l = [ "between" ];
      }
    ];
  };
  "require beside config" = {
    require = [ ];
    config = { };
  };
  "a set with __functor" = {
    __functor = self: { lib, ... }: vms { a.network.netvm = lib.concatStrings [ self.name "t" ]; };
    name = "ne";
  };
  "a set with __functor and __functionArgs" = { lib, ... }: {
    imports = [ (lib.setFunctionArgs (args: { result = args.pkgs.lib.toUpper "x"; }) { pkgs = false; }) ];
  };
  "a set with __functor that is no function" = {
    __functor = self: { };
  };
  "mkIf around the module" = { lib, ... }: {
    imports = [ (lib.mkIf true (vms { inherit a; })) (lib.mkIf false (vms { b = { }; })) ];
  };
  "mkForce around an imported module" = { lib, ... }: {
    imports = [
      (lib.mkForce (vms { a.network.netvm = "net"; }))
      (vms { a.network.netvm = "other"; })
    ];
  };
  "mkMerge as an imported module" = { lib, ... }: {
    imports = [ (lib.mkMerge [ (vms { inherit a; }) ]) ];
  };
  "a function that returns mkMerge" = { lib, ... }: lib.mkMerge [
    (vms { inherit a; })
    (vms { b = { }; })
  ];
  "a function that returns mkIf" = { lib, config, ... }: lib.mkIf (config.programs.vmsilo.netvmRange != "") (vms {
    inherit a;
  });
  "a function that returns mkForce" = { lib, ... }: {
    imports = [
      ({ ... }: lib.mkForce (vms { a.network.netvm = "net"; }))
      (vms { a.network.netvm = "other"; })
    ];
  };
  "a function that returns mkOrder" = { lib, ... }: lib.mkBefore (vms { inherit a; });
  "mkOrder as an imported module" = { lib, ... }: { imports = [ (lib.mkBefore (vms { inherit a; })) ]; };
  "mkIf as config" = { lib, ... }: { config = lib.mkIf true (vms { inherit a; }); };
  "mkMerge as config" = { lib, ... }: {
    config = lib.mkMerge [
      (vms { inherit a; })
      (lib.mkIf false (vms { b = { }; }))
      (lib.mkMerge [ (vms { c = { }; }) ])
    ];
  };
  "mkForce as config" = { lib, ... }: {
    imports = [ (vms { a.network.netvm = "other"; }) ];
    config = lib.mkForce (vms { inherit a; });
  };
  "mkMerge of no list" = { lib, ... }: { config = lib.mkMerge { }; };
  "mkIf of a path in imports" = { lib, ... }: { imports = [ (lib.mkIf true ./trees/plain/other.nix) ]; };
  "imports = mkIf" = { lib, ... }: { imports = lib.mkIf true [ (vms { inherit a; }) ]; };
  "imports = mkMerge" = { lib, ... }: { imports = lib.mkMerge [ [ (vms { inherit a; }) ] ]; };
  "a list in imports" = { imports = [ [ (vms { inherit a; }) ] ]; };
  "imports = a path" = { imports = ./trees; };
  "imports = a set" = { imports = vms { inherit a; }; };
  "an import that is a number" = { imports = [ 5 ]; };
  "an import that is null" = { imports = [ null ]; };
  "an import that is a relative string" = { imports = [ "x.nix" ]; };
  "an import that is missing" = { imports = [ ./no-such.nix ]; };
  "an import that is a folder without default.nix" = { imports = [ ./. ]; };
  "a module that is a list" = [ ];
  "a module that is a string of nothing" = "";
  "a module that is a number" = 5;
  "a function that returns a function" = { ... }: { ... }: { };
  "a function that returns a list" = { ... }: [ ];
  "a function that returns a path" = { ... }: ./trees;
  "a value of a type as module" = { lib, ... }: { imports = [ lib.types.str ]; };
  "a module with _type module" = { _type = "module"; imports = [ (vms { inherit a; }) ]; };
  "_class null" = { _class = null; } // vms { inherit a; };
  "_class nixos" = { _class = "nixos"; } // vms { inherit a; };
  "one key twice" = {
    imports = [
      ({ key = "k"; } // vms { inherit a; })
      ({ key = "k"; } // vms { b = { }; })
    ];
  };
  "one key twice, at two depths" = {
    imports = [
      { imports = [ ({ key = "k"; } // vms { deep = { }; }) ]; }
      ({ key = "k"; } // vms { shallow = { }; })
    ];
  };
  "a key that is a path, and its string" = {
    imports = [
      ({ key = ./x; } // vms { inherit a; })
      ({ key = toString ./x; } // vms { b = { }; })
    ];
  };
  "a key that is a number" = {
    imports = [
      ({ key = 1; } // vms { inherit a; })
      ({ key = "1"; } // vms { b = { }; })
    ];
  };
  "_file is only a name" = { _file = "elsewhere.nix"; } // vms { inherit a; };
  "_file that is a path" = { _file = ./elsewhere.nix; } // vms { inherit a; };
  "meta in a shorthand module" = { meta.maintainers = [ ]; } // vms { inherit a; };
  "meta beside config" = { meta.maintainers = [ ]; config = vms { inherit a; }; };
  "meta beside config is a definition" = { config, ... }: {
    meta = 5;
    config.result = config.meta;
  };
  "options is no set" = { options = 5; };
  "an option that is a type" = { lib, ... }: { options.x = lib.types.str; };
  "an option that is no set" = { lib, ... }: { options.x = 5; };
  "config is no set" = { config = 5; };
  "config is a function" = { config = { ... }: { }; };
  "the whole of programs is no set" = { programs = 5; };
  "nixosVms is a list" = { programs.vmsilo.nixosVms = [ ]; };
  "nixosVms is a function" = { programs.vmsilo.nixosVms = { ... }: { }; };
  "a VM is a number" = vms { a = 5; };
  "a VM is null" = vms { a = null; };
  "a VM is a relative string" = vms { a = "x"; };
  "network is a string" = vms { a.network = "x"; };
  "netvm is a number" = vms { a.network.netvm = 5; };
  "netvm is a list" = vms { a.network.netvm = [ ]; };
  "isNetvm is a string" = vms { a.network.isNetvm = "yes"; };
  "netvmRange is a path" = { programs.vmsilo.netvmRange = 10.200.0.0/16; };
  "disabled by what is like a string" = {
    imports = [ { key = "/x"; result = 1; } { result = 2; } ];
    disabledModules = [ { outPath = "/x"; } ];
  };
  "disabled by what is like a string, and has it as its key" = {
    imports = [ { key = "/x"; result = 1; } { result = 2; } ];
    disabledModules = [ { outPath = "/x"; key = "/x"; } ];
  };
  "disabled by what is like a string, and has another key" = {
    imports = [ { key = "/x"; result = 1; } ];
    disabledModules = [ { outPath = "/x"; key = "/y"; } ];
  };
  "disabled by what is like a string, and has null as its key" = {
    imports = [ { key = "/x"; result = 1; } ];
    disabledModules = [ { outPath = "/x"; key = null; } ];
  };
  "disabled by a key that is a number" = {
    imports = [ { key = 5; result = 1; } ];
    disabledModules = [ { key = 5; } ];
  };
  "disabled by a key that is null" = {
    imports = [ { key = "x"; result = 1; } ];
    disabledModules = [ { key = null; } ];
  };
  "disabled by a set without a key" = { disabledModules = [ { } ]; };
  "disabled by a number" = {
    imports = [ { key = 5; result = 1; } { result = 2; } ];
    disabledModules = [ 5 ];
  };
  "disabled by a list" = {
    imports = [ { key = "1 2"; result = 1; } { result = 2; } ];
    disabledModules = [ [ 1 2 ] ];
  };
  "disabled by a function" = { disabledModules = [ (x: x) ]; };
  "disabled by a list of functions" = { disabledModules = [ [ (x: x) ] ]; };
  "a module that is a builtin" = { imports = [ builtins.isString ]; };
  "meta beside config, in a submodule" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule { options.meta = lib.mkOption { }; options.a = lib.mkOption { }; config.a = 1; meta = 5; }; default = { }; };
    config.result = config.x;
  };
  "an option declared by a set of another type" = { config, ... }: { options.x = { _type = "if"; }; config.result = config.x; };
  "an option and a number" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.submodule { }; default = { }; }; } { options.x = 5; } ];
    result = config.x;
  };
}
