# Submodules, and the VMs that are modules.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
  sub =
    type: definitions:
    { lib, config, ... }:
    {
      options.x = lib.mkOption { type = type lib lib.types; };
      config.result = config.x;
      imports = map (definition: { config.x = definition; }) definitions;
    };
  point = lib: { options.x = lib.mkOption { type = lib.types.int; default = 0; }; options.y = lib.mkOption { type = lib.types.int; default = 0; }; };
  # A submodule's module tells which file its own definition comes from.
  told = lib: { options, ... }: {
    options.n = lib.mkOption { };
    options.files = lib.mkOption { default = options.n.files; };
    config.n = 1;
  };
  file = type: definition: use: { lib, config, ... }: {
    imports = [ { _file = "/a.nix"; options.x = lib.mkOption { type = type lib lib.types; }; config.x = definition; } ];
    result = (use config.x).files;
  };
in
{
  "defaults" = sub (lib: t: t.submodule (point lib)) [ { } ];
  "not defined" = sub (lib: t: t.submodule (point lib)) [ ];
  "not defined, by name" = sub (lib: t: t.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; })) [ ];
  "merged" = sub (lib: t: t.submodule (point lib)) [ { x = 1; } { y = 2; } ];
  "conflict" = sub (lib: t: t.submodule (point lib)) [ { x = 1; } { x = 2; } ];
  "undeclared attribute" = sub (lib: t: t.submodule (point lib)) [ { z = 1; } ];
  "undeclared attribute below a group" = sub (lib: t: t.submodule { options.g.a = lib.mkOption { default = 1; }; }) [ { g.b = 1; } ];
  "undeclared attribute, only another is asked" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule (point lib); };
    config.x = { x = 1; g.z = 1; };
    config.result = config.x.x;
  };
  "undeclared attribute under mkIf false" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule (point lib); };
    config.x = { x = 1; z = lib.mkIf false 1; };
    config.result = config.x.x;
  };
  "_module.check = false" = sub (lib: t: t.submodule [ (point lib) { _module.check = false; } ]) [ { z = 1; x = 1; } ];
  "_module.check, forced back" = sub (lib: t: t.submodule [ (point lib) { _module.check = false; } { _module.check = lib.mkForce true; } ]) [ { z = 1; x = 1; } ];
  "no _module in the value" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule (point lib); default = { }; };
    config.result = builtins.attrNames config.x;
  };
  "freeformType" = sub (lib: t: t.submodule (point lib // { freeformType = t.attrsOf t.str; })) [ { x = 1; a = "a"; } { b = "b"; } ];
  "freeformType, wrong" = sub (lib: t: t.submodule (point lib // { freeformType = t.attrsOf t.str; })) [ { x = 1; a = 5; } ];
  "freeformType, conflict" = sub (lib: t: t.submodule (point lib // { freeformType = t.attrsOf t.str; })) [ { a = "a"; } { a = "b"; } ];
  "freeformType below a declared group" = sub (
    lib: t:
    t.submodule {
      freeformType = t.attrsOf t.anything;
      options.g.a = lib.mkOption { default = 1; };
    }
  ) [ { g.b = 2; h = 3; } { g.c.d = 4; } ];
  "freeformType with properties" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule { freeformType = lib.types.attrsOf lib.types.str; }; };
    config.x = lib.mkMerge [ { a = lib.mkDefault "weak"; b = lib.mkIf false "b"; } { a = "strong"; } ];
    config.result = config.x;
  };
  "freeformType lazyAttrsOf" = sub (lib: t: t.submodule { freeformType = t.lazyAttrsOf t.int; }) [ { a = 1; } ];
  "freeformType anything" = sub (lib: t: t.submodule { freeformType = t.anything; }) [ { a.b = 1; } { a.c = 2; } ];
  "freeformType json" = sub (lib: t: t.submodule { freeformType = t.json; options.n = lib.mkOption { default = 1; }; }) [ { a.b = 1; } { a.c = [ 2 ]; } ];
  "freeformType attrs" = sub (lib: t: t.submodule { freeformType = t.attrs; }) [ { a = 1; } { b = 2; } ];
  "freeformType twice" = sub (lib: t: t.submodule [ { freeformType = t.attrsOf t.int; } { freeformType = t.attrsOf t.int; } ]) [ { a = 1; } ];
  "freeformType twice, other" = sub (lib: t: t.submodule [ { freeformType = t.attrsOf t.int; } { freeformType = t.attrsOf t.str; } ]) [ { a = 1; } ];
  "freeformType, forced" = sub (lib: t: t.submodule [ { freeformType = t.attrsOf t.int; } { freeformType = lib.mkForce (t.attrsOf t.str); } ]) [ { a = "a"; } ];
  "freeformType set as config" = sub (lib: t: t.submodule [ { _module.freeformType = t.attrsOf t.int; } ]) [ { a = 1; } ];
  "freeformType, config reads it" = sub (
    lib: t:
    t.submodule (
      { config, ... }:
      {
        freeformType = t.attrsOf t.int;
        options.twice = lib.mkOption { default = config.once or 7 * 2; };
      }
    )
  ) [ { once = 1; } ];
  "name of an attribute" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule ({ name, ... }: { options.n = lib.mkOption { default = "<${name}>"; }; })); };
    config.x = { a = { }; b.n = "own"; };
    config.result = config.x;
  };
  "name of a list's item" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.listOf (lib.types.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; })); };
    config.x = [ { } { } ];
    config.result = config.x;
    imports = [ { x = [ { } (lib.mkIf false { }) { } ]; } ];
  };
  "name of an option" = sub (lib: t: t.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; })) [ { } ];
  "config of its own" = sub (lib: t: t.submodule ({ config, ... }: { options.a = lib.mkOption { default = 1; }; options.b = lib.mkOption { default = config.a + 1; }; })) [ { a = 5; } ];
  "definitions in the type's modules" = sub (lib: t: t.submodule [ (point lib) { x = lib.mkDefault 7; y = 8; } ]) [ { x = 1; } ];
  "the type's config under a condition" = sub (lib: t: t.submodule [ (point lib) ({ config, ... }: { config = lib.mkIf (config.x == 1) { y = 9; }; }) ]) [ { x = 1; } ];
  "the order of lists" = sub (
    lib: t:
    t.submodule [
      { options.l = lib.mkOption { type = t.listOf t.str; }; }
      { l = [ "type 1" ]; }
      ({ ... }: { l = [ "type 2" ]; imports = [ { l = [ "import" ]; } ]; })
    ]
  ) [ { l = [ "definition 1" ]; } { l = [ "definition 2" ]; } ];
  "the order of lists, of functions" = sub (
    lib: t:
    t.submodule [
      { options.l = lib.mkOption { type = t.listOf t.str; }; }
      { l = [ "type 1" ]; }
    ]
  ) [ ({ ... }: { l = [ "definition 1" ]; }) { l = [ "definition 2" ]; } ({ ... }: { l = [ "definition 3" ]; }) ];
  "the order of lists, in attrsOf" = sub (
    lib: t:
    t.attrsOf (t.submodule [
      { options.l = lib.mkOption { type = t.listOf t.str; }; }
      { l = [ "type 1" ]; }
    ])
  ) [ { a.l = [ "definition 1" ]; } { a.l = [ "definition 2" ]; } ];
  "the order of lists, in either" = sub (
    lib: t:
    t.either t.int (t.submodule [
      { options.l = lib.mkOption { type = t.listOf t.str; }; }
      { l = [ "type 1" ]; }
    ])
  ) [ { l = [ "definition 1" ]; } { l = [ "definition 2" ]; } ];
  "the order of lists, declared twice" = { lib, config, ... }: {
    imports = [
      { options.x = lib.mkOption { type = lib.types.submodule { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; }; config.l = [ "1" ]; }; }; }
      { options.x = lib.mkOption { type = lib.types.submodule { config.l = [ "2" ]; }; }; }
      { options.x = lib.mkOption { type = lib.types.submodule { config.l = [ "3" ]; }; }; }
    ];
    x.l = [ "definition" ];
    result = config.x.l;
  };
  "imports in a set" = sub (lib: t: t.submodule (point lib)) [ { imports = [ ]; } ];
  "config in a set" = sub (lib: t: t.submodule (point lib)) [ { config.x = 1; } ];
  "imports in a function" = sub (lib: t: t.submodule (point lib)) [ ({ ... }: { imports = [ { x = 4; } ]; y = 5; }) ];
  "options in a function" = sub (lib: t: t.submodule (point lib)) [ ({ lib, ... }: { options.z = lib.mkOption { default = 4; }; }) ];
  "submoduleWith: imports in a set" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; }) [ { imports = [ { x = 4; } ]; y = 5; } ];
  "submoduleWith: config in a set" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; }) [ { config.x = 4; } ];
  "submoduleWith: shorthandOnlyDefinesConfig" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; shorthandOnlyDefinesConfig = true; }) [ { config.x = 4; } ];
  "submoduleWith: specialArgs" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ({ special, ... }: { x = special; }) ]; specialArgs.special = 6; }) [ ({ special, ... }: { y = special; }) ];
  "submoduleWith: specialArgs that fail" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ({ ... }: { x = 6; }) ]; specialArgs = throw "arguments"; }) [ { y = 6; } ];
  "submoduleWith: specialArgs that fail, of modules that are sets" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; specialArgs = throw "arguments"; }) [ { x = 6; y = 6; } ];
  "submoduleWith: specialArgs that are no set" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ({ ... }: { x = 6; }) ]; specialArgs = 5; }) [ { y = 6; } ];
  "submoduleWith: specialArgs that are not known" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ({ special ? 5, ... }: { x = special; }) ]; specialArgs = lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { special = 6; }; }) [ { y = 7; } ];
  "submoduleWith: specialArgs in imports" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; specialArgs.more = [ { x = 6; } ]; }) [ ({ more, ... }: { imports = more; }) ];
  "no outer arguments" = { lib, config, ... }: {
    _module.args.outer = 1;
    options.x = lib.mkOption { type = lib.types.submodule ({ outer, ... }: { options.a = lib.mkOption { default = outer; }; }); default = { }; };
    config.result = config.x;
  };
  "submodule in submodule" = sub (
    lib: t: t.submodule { options.inner = lib.mkOption { type = t.attrsOf (t.submodule (point lib)); default = { }; }; }
  ) [ { inner.a.x = 1; } { inner.a.y = 2; inner.b = { }; } ];
  "mkForce inside" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule (point lib); };
    config.x = lib.mkMerge [ { x = lib.mkForce 1; } { x = 2; } ];
    config.result = config.x;
  };
  "mkForce around" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule (point lib); };
    config.x = lib.mkMerge [ (lib.mkForce { x = 1; }) { x = 2; y = 2; } ];
    config.result = config.x;
  };
  "a VM that is a function" = vms { a = { ... }: { network.netvm = "n"; }; };
  "a VM that is a path" = vms { a = ./trees/vm-path/vm.nix; };
  "a VM that is a string of a path" = vms { a = toString ./trees/vm-path/vm.nix; };
  "a VM that is a missing path" = vms { a = ./no-such.nix; };
  "a VM that is a function, a set and a path" = {
    imports = [
      (vms { a = { ... }: { network.isNetvm = true; }; })
      (vms { a.network.netvmSubnet = "10.0.0.0/31"; })
      (vms { a = ./trees/vm-path/vm.nix; })
    ];
  };
  "imports in a VM that is a set" = vms { a = { imports = [ { network.netvm = "n"; } ]; }; };
  "config in a VM that is a set" = vms { a = { config.network.netvm = "n"; }; };
  "a VM with __functor" = vms { a = { __functor = _: { ... }: { network.netvm = "n"; }; }; };
  "imports in a VM that is a function" = vms { a = { ... }: { imports = [ { network.netvm = "n"; } ]; network.isNetvm = true; }; };
  "config in a VM that is a function" = vms { a = { lib, ... }: { config = lib.mkIf true { network.netvm = "n"; }; }; };
  "disabledModules in a VM" = vms { a = { ... }: { imports = [ { key = "k"; network.netvm = "n"; } ]; disabledModules = [ { key = "k"; } ]; }; };
  "options in a VM" = vms { a = { lib, config, ... }: { options.my.x = lib.mkOption { default = "n"; }; config.network.netvm = config.my.x; }; };
  "a VM's import hangs on its config" = vms { a = { config, lib, ... }: { imports = lib.optional config.network.isNetvm { network.netvm = "n"; }; }; };
  "nixosVms declared again" = { lib, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { network.netvm = lib.mkDefault "net"; }); };
    config = vms { a = { }; b.network.netvm = "own"; c.network.netvm = lib.mkDefault "net"; };
  };
  "nixosVms declared again, with a function" = { lib, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption {
      type = lib.types.attrsOf (lib.types.submodule ({ name, config, ... }: {
        options.zone = lib.mkOption { type = lib.types.str; default = "x"; };
        config.network.netvm = lib.mkIf (name != "net") (lib.mkDefault "net-${config.zone}");
      }));
    };
    config = vms { a = { }; b.zone = "b"; net = { }; };
  };
  "nixosVms declared again, twice" = { lib, ... }: {
    imports = [
      { options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { network.netvm = lib.mkDefault "1"; }); }; }
      { options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { network.netvm = lib.mkForce "2"; }); }; }
    ];
    config = vms { a = { }; };
  };
  "nixosVms declared again, with another type" = { lib, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.listOf (lib.types.submodule { }); };
    config = vms { a = { }; };
  };
  "nixosVms declared again, with a default" = { lib, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { }); default = { }; };
    config = vms { a = { }; };
  };
  "netvm declared again inside" = { lib, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption {
      type = lib.types.attrsOf (lib.types.submodule { options.network.netvm = lib.mkOption { type = lib.types.nullOr lib.types.str; }; });
    };
    config = vms { a.network.netvm = "x"; };
  };
  "all VMs by config" = { lib, config, ... }: {
    imports = [ (vms { net = { }; a.network.netvm = "net"; b = { name, ... }: { network.netvm = "net"; }; }) ];
    result = lib.filterAttrs (_: vm: vm.network.netvm == "net") (lib.mapAttrs (_: vm: { inherit (vm) network; }) config.programs.vmsilo.nixosVms) ? b;
  };
  "a VM's attribute that vmsilo may declare" = { config, ... }: {
    imports = [ (vms { a.memory = 5; }) ];
    result = config.programs.vmsilo.nixosVms.a.memory;
  };
  "interfaces" = { lib, ... }: vms { a.network.interfaces = lib.mkMerge [ { one = { }; } { two = lib.mkIf false { }; three.x = 1; } ]; };
  "the file of a type's module: submodule" = file (lib: t: t.submodule (told lib)) { } (x: x);
  "the file of a type's module: listOf" = file (lib: t: t.listOf (t.submodule (told lib))) [ { } ] builtins.head;
  "the file of a type's module: attrsOf" = file (lib: t: t.attrsOf (t.submodule (told lib))) { a = { }; } (x: x.a);
  "the file of a type's module: nullOr" = file (lib: t: t.nullOr (t.submodule (told lib))) { } (x: x);
  "the file of a type's module: unique" = file (lib: t: t.unique { message = "one"; } (t.submodule (told lib))) { } (x: x);
  "the file of a type's module: addCheck" = file (lib: t: t.addCheck (t.submodule (told lib)) (x: true)) { } (x: x);
  "the file of a type's module: functionTo" = file (lib: t: t.functionTo (t.submodule (told lib))) (_: { }) (x: x 1);
  "the file of a type's module: coercedTo" = file (lib: t: t.coercedTo t.int (_: { }) (t.submodule (told lib))) 1 (x: x);
  "the file of a type's module: either" = file (lib: t: t.either t.int (t.submodule (told lib))) { } (x: x);
  "submoduleWith: shorthandOnlyDefinesConfig of null" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; shorthandOnlyDefinesConfig = null; }) [ { config.x = 4; } ];
  "submoduleWith: shorthandOnlyDefinesConfig of null, no set" = sub (lib: t: t.submoduleWith { modules = [ (point lib) ]; shorthandOnlyDefinesConfig = null; }) [ (_: { config.x = 4; }) ];
}
