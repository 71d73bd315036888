# Properties around what can't be known: `pkgs.yes`, `pkgs.no`, `pkgs.one` and `pkgs.none` are what they say.
let
  # An integer with a default, and its definitions.
  integer =
    definitions:
    { lib, config, pkgs, ... }:
    {
      options.x = lib.mkOption {
        type = lib.types.int;
        default = 7;
      };
      imports = map (define: { config.x = define { inherit lib config pkgs; }; }) definitions;
      config.result = config.x;
    };
  # A list, and its definitions.
  list =
    definitions:
    { lib, config, pkgs, ... }:
    {
      options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
      imports = map (define: { config.x = define { inherit lib config pkgs; }; }) definitions;
      config.result = config.x;
    };
  vms = define: { lib, config, pkgs, ... }: { programs.vmsilo.nixosVms = define { inherit lib config pkgs; }; };
in
{
  "a failure under a condition that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (throw "no")) ];
  "a failing priority under a condition that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkOverride (throw "no") 1)) ];
  "a failing priority under one that is false, beside another" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkOverride (throw "no") 1)) (_: 2) ];
  "a priority that is no number under a condition that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkOverride "1" 1)) (_: 2) ];
  "a failing condition under one that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkIf (throw "no") 1)) (_: 2) ];
  "a condition that is no Boolean under one that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkIf 1 1)) (_: 2) ];
  "an unknown condition under one that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkIf pkgs.yes 1)) (_: 2) ];
  "an unknown priority under a condition that is false" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkOverride pkgs.one 1)) (_: 2) ];
  "an unknown priority under a condition that is true" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.yes (lib.mkOverride pkgs.one 1)) (_: 2) ];
  "a recursion under a condition that is false" = integer [ ({ lib, config, pkgs, ... }: lib.mkIf pkgs.no config.x) ];
  "a condition that hangs on the option, under one that is false" = integer [ ({ lib, config, pkgs, ... }: lib.mkIf pkgs.no (lib.mkIf (config.x == 1) 1)) ];
  "mkMerge under a condition that is true" = integer [ ({ lib, pkgs, ... }: lib.mkIf pkgs.yes (lib.mkMerge [ (lib.mkForce 1) 2 ])) (_: 3) ];
  "mkMerge of what is not known" = list [ ({ lib, pkgs, ... }: lib.mkMerge (if pkgs.yes then [ [ 1 ] ] else [ ])) (_: [ 2 ]) ];
  "mkMerge that may have more" = list [ ({ lib, pkgs, ... }: lib.mkMerge ([ [ 1 ] ] ++ lib.optional pkgs.yes [ 2 ])) ];
  "mkMerge that has no more" = list [ ({ lib, pkgs, ... }: lib.mkMerge ([ [ 1 ] ] ++ lib.optional pkgs.no [ 2 ])) ];
  "mkMerge of no list" = list [ ({ lib, ... }: lib.mkMerge 5) ];
  "an unknown order" = list [ ({ lib, pkgs, ... }: lib.mkOrder pkgs.one [ 1 ]) (_: [ 2 ]) ];
  "an unknown order, alone" = list [ ({ lib, pkgs, ... }: lib.mkOrder pkgs.one [ 1 ]) ];
  "an order that is no number" = list [ ({ lib, ... }: lib.mkOrder "1" [ 1 ]) (_: [ 2 ]) ];
  "an order that is no number, alone" = list [ ({ lib, ... }: lib.mkOrder "1" [ 1 ]) ];
  "orders that are floats" = list [ ({ lib, ... }: lib.mkOrder 999.5 [ 1 ]) (_: [ 2 ]) ({ lib, ... }: lib.mkOrder 1000.5 [ 3 ]) ];
  "an order under a condition that is true" = list [ ({ lib, pkgs, ... }: lib.mkIf pkgs.yes (lib.mkBefore [ 1 ])) (_: [ 2 ]) ];
  "an order under a condition that is false" = list [ ({ lib, pkgs, ... }: lib.mkIf pkgs.no (lib.mkBefore [ 1 ])) (_: [ 2 ]) ];
  "a property whose kind is not known" = integer [ ({ pkgs, ... }: { _type = if pkgs.yes then "if" else "order"; condition = true; content = 1; }) ];
  "a property that may be one" = integer [ ({ pkgs, ... }: pkgs.none // { content = 1; }) ];
  "a property without its content" = integer [ (_: { _type = "if"; condition = true; }) ];
  "a property without its condition" = integer [ (_: { _type = "if"; content = 1; }) ];
  "a property of a kind that is not one" = integer [ (_: { _type = "of"; content = 1; }) ];
  "a property whose kind is no text" = integer [ (_: { _type = 5; content = 1; }) ];
  "VMs under an unknown condition, in mkMerge" = vms ({ lib, pkgs, ... }: lib.mkMerge [ { a = { }; } (lib.mkIf pkgs.yes { b.network.netvm = "a"; }) ]);
  "VMs in mkMerge that may have more" = vms ({ lib, pkgs, ... }: lib.mkMerge ([ { a = { }; } ] ++ lib.optional pkgs.yes { b = { }; }));
  "VMs under an unknown priority" = vms ({ lib, pkgs, ... }: lib.mkMerge [ (lib.mkOverride pkgs.one { a = { }; }) { b = { }; } ]);
  "VMs by mkDefinition" = vms ({ lib, ... }: lib.mkDefinition { file = "f"; value = { a.network.netvm = "b"; }; });
  "VMs by mkDefinition under a condition" = vms ({ lib, pkgs, ... }: lib.mkIf pkgs.yes (lib.mkDefinition { file = "f"; value = { a.network.netvm = "b"; }; }));
  "an item of a list under a condition" = list [ ({ lib, pkgs, ... }: [ 1 (lib.mkIf pkgs.yes 2) ]) ];
  "a list that may have more, of no type" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { };
    config.x = [ 1 ] ++ lib.optional pkgs.yes 2;
    config.result = config.x;
  };
  "mkMerge of what is unknown" = list [ ({ lib, pkgs, ... }: lib.mkMerge pkgs.none) ];
  "a set that may have more" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    imports = [ { x.a = 1; } { x = { b = 2; } // lib.optionalAttrs pkgs.yes { a = lib.mkForce 3; }; } { x.c = 4; } ];
    config.result = config.x;
  };
  "a set that may have more, and which has what is asked" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { b = lib.mkForce 2; } // lib.optionalAttrs pkgs.yes { a = 3; };
    config.result = config.x.b;
  };
  "an attribute under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { a = lib.mkIf pkgs.yes 1; b = 2; };
    config.result = config.x.b;
  };
  "a definition that is unknown beside one that is not" = list [ ({ pkgs, ... }: pkgs.none) (_: [ 2 ]) ];
  "five conditions" = integer [
    ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1)
    ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) (_: 1) ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1)
  ];
  "four conditions" = integer [
    ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1)
    ({ lib, pkgs, ... }: lib.mkIf pkgs.yes 1) (_: 1)
  ];
  "an attribute under an unknown priority" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = { a = lib.mkMerge [ (lib.mkOverride pkgs.one 1) 2 ]; b = 2; };
    config.result = config.x.b;
  };
  "a very weak definition under a condition, alone" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.int; };
    config.x = lib.mkIf pkgs.yes (lib.mkOverride 10000 1);
    config.result = config.x;
  };
  "very weak definitions under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
    config.x = lib.mkIf pkgs.yes (lib.mkMerge [ (lib.mkOverride 10000 [ 1 ]) (lib.mkOverride 10000 [ 1 ]) ]);
    config.result = config.x;
  };
  "a set in a set, under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf (lib.types.attrsOf lib.types.int); };
    config.x.a = lib.mkIf pkgs.no { b = 1; };
    config.result = config.x;
  };
  "a set in a set, one part of it under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf (lib.types.attrsOf lib.types.int); };
    config.x.a = lib.mkMerge [ (lib.mkIf pkgs.no { b = 1; }) { c = 2; } ];
    config.result = config.x.a.c;
  };
  "a submodule under a condition, by name" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; }); };
    config.x = lib.mkIf pkgs.no { };
    config.result = config.x.n;
  };
  "a submodule, part of it under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule ({ name, ... }: { options.n = lib.mkOption { default = name; }; options.m = lib.mkOption { default = 1; }; }); };
    config.x = lib.mkMerge [ { n = "n"; } (lib.mkIf pkgs.no { m = 2; }) ];
    config.result = config.x.n;
  };
  "a submodule of modules, one of them under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submoduleWith { modules = [ { options.n = lib.mkOption { default = 1; }; } ]; }; };
    config.x = lib.mkMerge [ { config.n = lib.mkForce 2; } (lib.mkIf pkgs.no { imports = [ { n = 3; } ]; }) ];
    config.result = config.x.n;
  };
  "a submodule that is a function under a condition, and a set" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule { options.n = lib.mkOption { default = 1; }; }; };
    config.x = lib.mkMerge [ { n = lib.mkForce 2; } (lib.mkIf pkgs.no ({ ... }: { n = 3; })) ];
    config.result = config.x.n;
  };
  "attrs under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrs; };
    config.x = lib.mkMerge [ { a = 1; } (lib.mkIf pkgs.no { b = 2; }) ];
    config.result = config.x.a;
  };
  "lazyAttrsOf under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.int; };
    config.x = lib.mkMerge [ { a = 1; } (lib.mkIf pkgs.no { b = 2; }) ];
    config.result = config.x ? b;
  };
  "a list under a condition, where sets are" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = lib.mkMerge [ { a = 1; } (lib.mkIf pkgs.no [ ]) ];
    config.result = config.x;
  };
  "null under a condition, where sets are" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    config.x = lib.mkMerge [ { a = 1; } (lib.mkIf pkgs.no null) ];
    config.result = config.x;
  };
  "options under a condition" = { lib, config, ... }: {
    options = lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { x = lib.mkOption { default = 1; }; };
    config.result = config.x;
  };
  "an option, or none" = { lib, config, ... }: {
    options.x = if builtins.getEnv "VMSILO_NIXGEN_UNSET" == "" then lib.mkOption { default = 1; } else { };
    config.result = config.x;
  };
  "options below a group, under a condition" = { lib, config, ... }: {
    options.g = { a = lib.mkOption { default = 1; }; } // lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { b = lib.mkOption { default = 2; }; };
    config.result = config.g;
  };
  "a setting of an option, under a condition" = { lib, config, ... }: {
    options.x = lib.mkOption ({ default = 1; } // lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { apply = x: x + 1; });
    config.result = config.x;
  };
  "a freeformType under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; freeformType = lib.mkIf pkgs.yes (lib.types.attrsOf lib.types.int); };
    };
    config.x = { a = 2; b = 3; };
    config.result = config.x;
  };
  "a freeformType that is not known" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; freeformType = if pkgs.yes then lib.types.attrsOf lib.types.int else null; };
    };
    config.x = { a = 2; b = 3; };
    config.result = config.x.a;
  };
  "modules that are checked under a condition" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; _module.check = pkgs.no; }; };
    config.x = { a = 2; b = 3; };
    config.result = config.x;
  };
  "arguments under a condition" = { lib, config, pkgs, foo, ... }: {
    _module.args = lib.optionalAttrs pkgs.yes { foo = 1; };
    result = foo;
  };
  "an argument beside those under a condition" = { lib, config, pkgs, bar, ... }: {
    _module.args = { bar = 1; } // lib.optionalAttrs pkgs.yes { foo = 1; };
    result = bar;
  };
  "arguments that are not known" = { lib, config, pkgs, bar, ... }: {
    _module.args = lib.mkIf pkgs.yes { bar = 1; };
    result = bar;
  };
  "a module that may have more" = { imports = [ ({ } // (if builtins.getEnv "VMSILO_NIXGEN_UNSET" == "" then { result = 1; } else { })) ]; };
  "a module that may define more" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.int; };
    options.y = lib.mkOption { type = lib.types.int; default = 1; };
    imports = [ (lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { y = 2; } // { x = 2; }) ];
    config.result = config.x;
  };
  "a module that may import more" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.int; };
    imports = [ (lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { imports = [ ]; } // { x = 2; }) ];
    config.result = config.x;
  };
  "arguments that may be more" = { lib, foo, ... }: {
    _module.args = lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { foo = 1; };
    result = foo;
  };
  "an argument beside those that may be more" = { lib, bar, ... }: {
    _module.args = { bar = 1; } // lib.optionalAttrs (builtins.getEnv "VMSILO_NIXGEN_UNSET" == "") { foo = 1; };
    result = bar;
  };
  "all arguments are unknown" = { bar, ... }: {
    _module.args = if builtins.getEnv "VMSILO_NIXGEN_UNSET" == "" then { bar = 1; } else { };
    result = bar;
  };
  "a module whose key is not known" = { imports = [ { key = "k${builtins.getEnv "VMSILO_NIXGEN_UNSET"}"; result = 1; } ]; };
  "modules that are disabled under a condition" = { lib, ... }: {
    imports = [ { key = "a"; result = 1; } ];
    disabledModules = lib.optional (builtins.getEnv "VMSILO_NIXGEN_UNSET" != "") "a";
  };
  "a disabled module that is not known" = {
    imports = [ { key = "a"; result = 1; } ];
    disabledModules = [ { key = "b${builtins.getEnv "VMSILO_NIXGEN_UNSET"}"; } ];
  };
  "options.highestPrio of what is under a condition" = { lib, config, options, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.int; default = 1; };
    config.x = lib.mkIf pkgs.yes 2;
    config.result = options.x.highestPrio;
  };
  "an option of a group that is unknown" = { lib, config, pkgs, ... }: {
    options.g.a = lib.mkOption { default = 1; };
    config.g = pkgs.none;
    config.result = config.g.a;
  };
  "an option of a group that may define others only" = { lib, config, pkgs, ... }: {
    options.g.a = lib.mkOption { default = 1; };
    options.g.b = lib.mkOption { default = 1; };
    config.g = lib.optionalAttrs pkgs.yes { b = 2; };
    config.result = config.g;
  };
  "a property that is not pushed down, under a condition" = { lib, config, pkgs, ... }: {
    options.g.a = lib.mkOption { default = 1; };
    config.g = lib.mkIf pkgs.no (lib.mkBefore { a = 2; });
    config.result = config.g.a;
  };
  "a submodule of modules that are not known" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.submoduleWith { modules = if pkgs.yes then [ { options.a = lib.mkOption { }; } ] else [ ]; }; };
    config.x.a = 1;
    config.result = config.x.a;
  };
  "a deferredModule of modules that are not known" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.deferredModuleWith { staticModules = lib.attrValues pkgs.none; }; };
    options.y = lib.mkOption { type = lib.types.submodule config.x; default = { }; };
    config.x.options.a = lib.mkOption { default = 1; };
    config.result = config.y.a;
  };
  "a deferredModule that may be of further modules" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.deferredModuleWith { staticModules = lib.optional pkgs.yes { options.a = lib.mkOption { }; }; }; };
    options.y = lib.mkOption { type = lib.types.submodule config.x; default = { }; };
    config.x.a = 1;
    config.result = config.y.a;
  };
  "a read-only option that a group may define" = { lib, config, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; default = 1; };
    config.x = pkgs.none;
    config.result = config.x.o;
  };
  "a read-only option that a group may define again" = { lib, config, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; };
    config.x = lib.mkMerge [ { o = 1; } (lib.optionalAttrs pkgs.no { o = 2; }) ];
    config.result = config.x.o;
  };
  "a read-only option that only a group that is unknown may define" = { lib, config, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; };
    config.x = { o = 1; } // pkgs.none;
    config.result = config.x.o;
  };
  "a read-only option that is defined twice, and may be again" = { lib, config, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; default = 1; };
    config.x = lib.mkMerge [ { o = 2; } pkgs.none ];
    config.result = config.x.o;
  };
  "whether a read-only option fails that a group may define" = { lib, config, options, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; default = 1; };
    config.x = lib.optionalAttrs pkgs.yes { o = 2; };
    config.result = (builtins.tryEval config.x.o).success;
  };
  "whether a read-only option fails that a group may define, asked for again" = { lib, config, options, pkgs, ... }: {
    options.x.o = lib.mkOption { readOnly = true; default = 1; };
    config.x = lib.optionalAttrs pkgs.yes { o = 2; };
    config.result = map (value: (builtins.tryEval value).success) [ config.x.o options.x.o.value ];
  };
  "whether an option fails that may be defined, asked for again" = { lib, config, options, pkgs, ... }: {
    options.x = lib.mkOption { type = lib.types.int; default = 1; };
    config.x = lib.mkIf pkgs.yes (throw "no");
    config.result = map (value: (builtins.tryEval value).success) [ config.x options.x.value options.x.isDefined ];
  };
  "a set where it is unknown whether that is configuration only" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submoduleWith {
        shorthandOnlyDefinesConfig = pkgs.yes;
        modules = [ { options.a = lib.mkOption { default = 1; }; options.config.a = lib.mkOption { }; } ];
      };
    };
    config.x = { config.a = 3; };
    config.result = config.x.a;
  };
  "a function where it is unknown whether a set is configuration only" = { lib, config, pkgs, ... }: {
    options.x = lib.mkOption {
      type = lib.types.submoduleWith { shorthandOnlyDefinesConfig = pkgs.yes; modules = [ { options.a = lib.mkOption { }; } ]; };
    };
    config.x = { ... }: { config.a = 3; };
    config.result = config.x.a;
  };
}
