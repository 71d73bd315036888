# mkIf, mkMerge, mkOverride and mkOrder, at every level.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
  netvm = value: vms { a.network.netvm = value; };
  network = value: vms { a.network = value; };
  # Options of every sort, and what they come to.
  own =
    definitions:
    { lib, config, ... }:
    {
      options = {
        s = lib.mkOption { type = lib.types.str; default = "default"; };
        l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ "default" ]; };
        g.x = lib.mkOption { type = lib.types.int; default = 0; };
        g.y = lib.mkOption { type = lib.types.int; default = 0; };
        m = lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { d = "default"; }; };
        t = lib.mkOption { type = lib.types.lines; default = "default"; };
      };
      config.result = { inherit (config) s l g m t; };
      imports = map (definition: { config = definition lib; }) definitions;
    };
in
{
  "netvm = mkIf (mkForce)" = { lib, ... }: netvm (lib.mkIf true (lib.mkForce "x"));
  "netvm = mkMerge [ mkForce ]" = { lib, ... }: netvm (lib.mkMerge [ (lib.mkForce "x") "y" ]);
  "netvm = mkForce (mkBefore)" = { lib, ... }: netvm (lib.mkForce (lib.mkBefore "x"));
  "netvm = mkBefore" = { lib, ... }: netvm (lib.mkBefore "x");
  "netvm = mkForce (mkIf)" = { lib, ... }: netvm (lib.mkForce (lib.mkIf true "x"));
  "netvm = mkForce (mkDefault)" = { lib, ... }: netvm (lib.mkForce (lib.mkDefault "x"));
  "netvm = mkBefore (mkForce)" = { lib, ... }: netvm (lib.mkBefore (lib.mkForce "x"));
  "netvm = mkDefault (mkForce)" = { lib, ... }: netvm (lib.mkDefault (lib.mkForce "x"));
  "netvm = mkForce (mkMerge)" = { lib, ... }: netvm (lib.mkForce (lib.mkMerge [ "x" ]));
  "netvm = mkBefore (mkIf)" = { lib, ... }: netvm (lib.mkBefore (lib.mkIf true "x"));
  "network = mkIf (mkForce)" = { lib, ... }: network (lib.mkIf true (lib.mkForce { netvm = "x"; }));
  "network = mkForce (mkIf)" = { lib, ... }: network (lib.mkForce (lib.mkIf true { netvm = "x"; }));
  "network = mkForce with mkDefault in it" = { lib, ... }: network (lib.mkForce { netvm = lib.mkDefault "x"; });
  "network = mkForce of another option" = { lib, ... }: {
    imports = [ (netvm "x") (network (lib.mkForce { interfaces = { }; })) ];
  };
  "network = mkForce against netvm" = { lib, ... }: {
    imports = [ (netvm "x") (network (lib.mkForce { netvm = "y"; })) ];
  };
  "network = mkDefault against netvm" = { lib, ... }: {
    imports = [ (netvm "x") (network (lib.mkDefault { netvm = "y"; isNetvm = true; })) ];
  };
  "network = mkMerge" = { lib, ... }: network (lib.mkMerge [ { netvm = "x"; } (lib.mkIf false { netvm = "y"; }) ]);
  "network = mkBefore" = { lib, ... }: network (lib.mkBefore { netvm = "x"; });
  "network = mkIf false" = { lib, ... }: network (lib.mkIf false { netvm = "x"; });
  "a VM = mkForce" = { lib, ... }: {
    imports = [ (network { netvm = "x"; isNetvm = true; }) (vms { a = lib.mkForce { network.netvm = "y"; }; }) ];
  };
  "a VM = mkDefault" = { lib, ... }: {
    imports = [ (vms { a = lib.mkDefault { network.netvm = "y"; }; }) (vms { a = { }; }) ];
  };
  "a VM = mkDefault, alone" = { lib, ... }: vms { a = lib.mkDefault { network.netvm = "y"; }; };
  "a VM = mkForce (mkIf)" = { lib, ... }: vms { a = lib.mkForce (lib.mkIf true { network.netvm = "y"; }); };
  "a VM = mkForce (mkMerge)" = { lib, ... }: vms { a = lib.mkForce (lib.mkMerge [ { network.netvm = "y"; } ]); };
  "a VM = mkForce (mkForce)" = { lib, ... }: vms { a = lib.mkForce (lib.mkForce { network.netvm = "y"; }); };
  "a VM = mkBefore" = { lib, ... }: vms { a = lib.mkBefore { network.netvm = "y"; }; };
  "a VM = mkBefore beside another definition" = { lib, ... }: {
    imports = [ (vms { a = lib.mkBefore { network.netvm = "y"; }; }) (vms { a.network.isNetvm = true; }) ];
  };
  "a VM = mkIf true" = { lib, ... }: vms { a = lib.mkIf true { network.netvm = "y"; }; };
  "a VM = mkIf false" = { lib, ... }: vms { a = lib.mkIf false { network.netvm = "y"; }; b = { }; };
  "a VM = mkMerge [ ]" = { lib, ... }: vms { a = lib.mkMerge [ ]; b = { }; };
  "a VM = mkMerge [ mkIf false ]" = { lib, ... }: vms { a = lib.mkMerge [ (lib.mkIf false { }) ]; b = { }; };
  "a VM = mkMerge of two" = { lib, ... }: vms { a = lib.mkMerge [ { network.netvm = "x"; } { network.isNetvm = true; } ]; };
  "a VM = mkDefault (mkIf false)" = { lib, ... }: vms { a = lib.mkDefault (lib.mkIf false { network.netvm = "x"; }); };
  "a VM = mkIf false (mkForce)" = { lib, ... }: {
    imports = [ (netvm "x") (vms { a = lib.mkIf false (lib.mkForce { }); }) ];
  };
  "a VM = mkIf of no Boolean" = { lib, ... }: vms { a = lib.mkIf "yes" { }; };
  "netvm = mkIf null" = { lib, ... }: netvm (lib.mkIf null "x");
  "a VM = mkFunction" = { lib, ... }: vms { a = lib.mkForce ({ name, ... }: { network.netvm = name; }); };
  "nixosVms = mkIf" = { lib, ... }: vms (lib.mkIf true { a = { }; });
  "nixosVms = mkIf false" = { lib, ... }: vms (lib.mkIf false { a = { }; });
  "nixosVms = mkMerge" = { lib, ... }: vms (lib.mkMerge [ { a = { }; } (lib.mkIf true { b.network.netvm = "a"; }) ]);
  "nixosVms = mkForce" = { lib, ... }: {
    imports = [ (vms { a = { }; }) (vms (lib.mkForce { b = { }; })) ];
  };
  "nixosVms = mkForce (mkIf)" = { lib, ... }: vms (lib.mkForce (lib.mkIf true { a = { }; }));
  "nixosVms = mkForce (mkMerge)" = { lib, ... }: vms (lib.mkForce (lib.mkMerge [ { a = { }; } ]));
  "nixosVms = mkIf (mkForce)" = { lib, ... }: vms (lib.mkIf true (lib.mkForce { a = { }; }));
  "nixosVms = mkBefore" = { lib, ... }: vms (lib.mkBefore { a = { }; });
  "nixosVms = mkDefault, and none else" = { lib, ... }: vms (lib.mkDefault { a = { }; });
  "nixosVms = mkDefault, and another" = { lib, ... }: {
    imports = [ (vms (lib.mkDefault { a = { }; })) (vms { b = { }; }) ];
  };
  "programs.vmsilo = mkForce" = { lib, ... }: {
    imports = [ (vms { a = { }; }) { programs.vmsilo = lib.mkForce { nixosVms.b = { }; }; } ];
  };
  "programs.vmsilo = mkDefault" = { lib, ... }: {
    imports = [ (vms { a = { }; }) { programs.vmsilo = lib.mkDefault { nixosVms.b = { }; }; } ];
  };
  "programs = mkForce (mkIf)" = { lib, ... }: { programs = lib.mkForce (lib.mkIf true { vmsilo.nixosVms.a = { }; }); };
  "programs = mkIf (mkForce)" = { lib, ... }: { programs = lib.mkIf true (lib.mkForce { vmsilo.nixosVms.a = { }; }); };
  "programs = mkMerge" = { lib, ... }: { programs = lib.mkMerge [ { vmsilo.nixosVms.a = { }; } { vmsilo.nixosVms.b = { }; } ]; };
  "programs = mkBefore" = { lib, ... }: { programs = lib.mkBefore { vmsilo.nixosVms.a = { }; }; };
  "mkOverride 10000" = { lib, ... }: netvm (lib.mkOverride 10000 "x");
  "mkOverride 9999" = { lib, ... }: netvm (lib.mkOverride 9999 "x");
  "mkOverride 1500 against the default" = { lib, ... }: netvm (lib.mkOverride 1500 "x");
  "mkOverride 1499 against the default" = { lib, ... }: netvm (lib.mkOverride 1499 "x");
  "mkOptionDefault of the default's own value" = { lib, ... }: netvm (lib.mkOptionDefault null);
  "mkOverride 10000 alone" = { lib, ... }: vms { a = lib.mkOverride 10000 { network.netvm = "x"; }; };
  "mkOverride 10000 twice" = { lib, ... }: vms {
    a = lib.mkMerge [ (lib.mkOverride 10000 { network.netvm = "x"; }) (lib.mkOverride 10000 { network.isNetvm = true; }) ];
    b = { };
  };
  "mkOverride negative" = { lib, ... }: netvm (lib.mkMerge [ (lib.mkForce "x") (lib.mkOverride (-1) "y") ]);
  "mkOverride of a fraction" = { lib, ... }: netvm (lib.mkMerge [ "x" (lib.mkOverride 99.5 "y") ]);
  "mkOverride of no number" = { lib, ... }: netvm (lib.mkOverride "x" "y");
  "mkOverride of no number, alone" = { lib, ... }: vms { a = lib.mkOverride "x" { network.netvm = "x"; }; };
  "mkVMOverride, mkImageMediaOverride and mkForce" = { lib, ... }: netvm (
    lib.mkMerge [ (lib.mkForce "force") (lib.mkVMOverride "vm") (lib.mkImageMediaOverride "image") ]
  );
  "equal definitions" = { imports = [ (netvm "x") (netvm "x") ]; };
  "definitions that differ" = { imports = [ (netvm "x") (netvm "y") ]; };
  "definitions that differ, with a stronger one" = { lib, ... }: {
    imports = [ (netvm "x") (netvm "y") (netvm (lib.mkForce "z")) ];
  };
  "two mkForce that differ" = { lib, ... }: {
    imports = [ (netvm (lib.mkForce "x")) (netvm (lib.mkForce "y")) ];
  };
  "two mkDefault that differ, with a plain one" = { lib, ... }: {
    imports = [ (netvm (lib.mkDefault "x")) (netvm (lib.mkDefault "y")) (netvm "z") ];
  };
  "null against a string" = { imports = [ (netvm null) (netvm "x") ]; };
  "null against null" = { imports = [ (netvm null) (netvm null) ]; };
  "mkForce null against a string" = { lib, ... }: { imports = [ (netvm (lib.mkForce null)) (netvm "x") ]; };
  "a wrong type of a weaker priority" = { lib, ... }: { imports = [ (netvm (lib.mkDefault 5)) (netvm "x") ]; };
  "a weaker definition that throws" = { lib, ... }: { imports = [ (netvm (lib.mkDefault (throw "no"))) (netvm "x") ]; };
  "a definition that throws" = { lib, ... }: { imports = [ (netvm (throw "no")) (netvm (lib.mkForce "x")) ]; };
  "mkDefinition" = { lib, ... }: netvm (lib.mkDefinition { file = "f"; value = "x"; });
  "mkDefinition in mkMerge" = { lib, ... }: netvm (lib.mkMerge [ (lib.mkDefinition { file = "f"; value = lib.mkForce "x"; }) "y" ]);
  "mkDefinition with mkIf in it" = { lib, ... }: netvm (lib.mkDefinition { file = "f"; value = lib.mkIf true "x"; });
  "mkForce (mkDefinition)" = { lib, ... }: netvm (lib.mkForce (lib.mkDefinition { file = "f"; value = "x"; }));
  "a VM = mkDefinition" = { lib, ... }: vms { a = lib.mkDefinition { file = "f"; value.network.netvm = "x"; }; };
  "network = mkDefinition" = { lib, ... }: network (lib.mkDefinition { file = "f"; value.netvm = "x"; });
  "mkAssert that holds" = { lib, ... }: netvm (lib.mkAssert true "no" "x");
  "mkAssert that fails" = { lib, ... }: netvm (lib.mkAssert false "no" "x");
  "an unknown condition" = { lib, pkgs, ... }: netvm (lib.mkIf pkgs.yes "x");
  "an unknown condition, and an equal definition" = { lib, pkgs, ... }: {
    imports = [ (netvm (lib.mkIf pkgs.yes "x")) (netvm "x") ];
  };
  "an unknown condition, and a stronger definition" = { lib, pkgs, ... }: {
    imports = [ (netvm (lib.mkIf pkgs.yes "x")) (netvm (lib.mkForce "y")) ];
  };
  "an unknown condition on a stronger definition" = { lib, pkgs, ... }: {
    imports = [ (netvm (lib.mkIf pkgs.no (lib.mkForce "x"))) (netvm "y") ];
  };
  "an unknown condition on a weaker definition" = { lib, pkgs, ... }: {
    imports = [ (netvm (lib.mkIf pkgs.yes (lib.mkDefault "x"))) (netvm "y") ];
  };
  "an unknown condition around a group" = { lib, pkgs, ... }: {
    imports = [ (network (lib.mkIf pkgs.yes { isNetvm = true; })) (netvm "y") ];
  };
  "an unknown condition around a VM" = { lib, pkgs, ... }: vms { a = lib.mkIf pkgs.yes { network.netvm = "x"; }; };
  "an unknown condition around one definition of a VM" = { lib, pkgs, ... }: {
    imports = [ (vms { a = lib.mkIf pkgs.yes { network.isNetvm = true; }; }) (netvm "y") ];
  };
  "an unknown condition around all VMs" = { lib, pkgs, ... }: {
    imports = [ (vms (lib.mkIf pkgs.yes { a.network.isNetvm = true; })) (netvm "y") ];
  };
  "an unknown condition around mkForce of all VMs" = { lib, pkgs, ... }: {
    imports = [ (vms (lib.mkIf pkgs.no (lib.mkForce { b = { }; }))) (netvm "y") ];
  };
  "an unknown condition around mkForce of a VM" = { lib, pkgs, ... }: {
    imports = [ (vms { a = lib.mkIf pkgs.no (lib.mkForce { network.isNetvm = true; }); }) (netvm "y") ];
  };
  "an unknown condition around mkForce of a VM, with equal parts" = { lib, pkgs, ... }: {
    imports = [ (vms { a = lib.mkIf pkgs.no (lib.mkForce { network.netvm = "y"; }); }) (netvm "y") ];
  };
  "an unknown condition around the module" = { lib, pkgs, ... }: lib.mkIf pkgs.yes (netvm "x");
  "an unknown condition around what differs from the range's default" = { lib, pkgs, ... }: {
    programs.vmsilo.netvmRange = lib.mkIf pkgs.no "10.0.0.0/8";
  };
  "an unknown value" = { pkgs, ... }: netvm pkgs.hello;
  "an unknown value, overridden" = { lib, pkgs, ... }: {
    imports = [ (netvm (lib.mkDefault pkgs.hello)) (netvm "x") ];
  };
  "an unknown value, perhaps overridden" = { lib, pkgs, ... }: {
    imports = [ (netvm pkgs.hello) (netvm (lib.mkForce "x")) ];
  };
  "an unknown VM" = { pkgs, ... }: vms { a = pkgs.none; };
  "an unknown VM beside a known one" = { pkgs, ... }: vms { a = pkgs.none; b.network.netvm = "a"; };
  "unknown VMs" = { pkgs, ... }: vms pkgs.none;
  "an unknown group" = { pkgs, ... }: network pkgs.none;
  "an unknown priority" = { lib, pkgs, ... }: netvm (lib.mkOverride pkgs.one "x");
  "an unknown priority, alone" = { lib, pkgs, ... }: vms { a = lib.mkOverride pkgs.one { network.netvm = "x"; }; };
  "VMs that are partly unknown" = { pkgs, ... }: vms (pkgs.none // { a = { }; });
  "a VM that is partly unknown" = { pkgs, ... }: vms { a = pkgs.none // { network.netvm = "x"; }; };
  "a VM that is partly unknown, overridden" = { pkgs, ... }: vms { a = { network.netvm = "x"; } // pkgs.none; };
  "own: nothing" = own [ ];
  "own: the order of imports" = own [ (_: { l = [ "1" ]; t = "1"; }) (_: { l = [ "2" ]; t = "2"; }) (_: { l = [ "3" ]; t = "3"; }) ];
  "own: mkBefore and mkAfter" = own [
    (lib: { l = lib.mkAfter [ "after" ]; t = lib.mkAfter "after"; })
    (lib: { l = [ "plain" ]; t = "plain"; })
    (lib: { l = lib.mkBefore [ "before" ]; t = lib.mkBefore "before"; })
  ];
  "own: mkOrder of one place" = own [
    (lib: { l = lib.mkOrder 5 [ "a" ]; })
    (lib: { l = lib.mkOrder 5 [ "b" ]; })
    (lib: { l = lib.mkOrder 4 [ "c" ]; })
    (lib: { l = lib.mkOrder 4.5 [ "d" ]; })
  ];
  "own: mkMerge in a list" = own [ (lib: { l = lib.mkMerge [ [ "1" ] (lib.mkBefore [ "2" ]) (lib.mkIf false [ "3" ]) [ "4" ] ]; }) ];
  "own: mkForce (mkBefore)" = own [
    (lib: { l = lib.mkForce (lib.mkBefore [ "before" ]); })
    (lib: { l = lib.mkForce [ "plain" ]; })
    (lib: { l = [ "lost" ]; })
  ];
  "own: mkBefore (mkForce)" = own [ (lib: { l = lib.mkBefore (lib.mkForce [ "before" ]); }) ];
  "own: mkDefault of a list adds nothing" = own [ (lib: { l = lib.mkDefault [ "weak" ]; }) (lib: { l = [ "strong" ]; }) ];
  "own: mkOptionDefault of a list joins the default" = own [ (lib: { l = lib.mkOptionDefault [ "weak" ]; m = lib.mkOptionDefault { e = "e"; }; }) ];
  "own: items of lists with mkIf" = own [ (lib: { l = [ "1" (lib.mkIf false "2") (lib.mkIf true "3") ]; }) ];
  "own: items of lists with mkForce and mkMerge" = own [ (lib: { l = [ (lib.mkForce "1") (lib.mkMerge [ "2" "2" ]) ]; }) ];
  "own: an item that is mkMerge of different" = own [ (lib: { l = [ (lib.mkMerge [ "2" "3" ]) ]; }) ];
  "own: a set's attributes have priorities" = own [
    (lib: { m = { a = lib.mkDefault "weak"; b = "b"; }; })
    (lib: { m = { a = "strong"; c = lib.mkIf false "c"; }; })
  ];
  "own: mkForce of a set replaces it" = own [ (lib: { m.a = "a"; }) (lib: { m = lib.mkForce { b = "b"; }; }) ];
  "own: mkForce of a group" = own [ (lib: { g.x = 1; g.y = 2; }) (lib: { g = lib.mkForce { x = 3; }; }) ];
  "own: mkIf of a group" = own [ (lib: { g = lib.mkIf true (lib.mkMerge [ { x = 1; } (lib.mkForce { y = 1; }) ]); }) (_: { g.y = 2; }) ];
  "own: mkOverride on all levels" = own [
    (lib: { s = lib.mkOverride 30 "30"; })
    (lib: lib.mkOverride 20 { s = "20"; })
    (lib: lib.mkForce { s = "50"; })
  ];
  "own: nested mkOverride around a module" = own [ (lib: lib.mkForce (lib.mkOverride 20 { s = "x"; })) ];
  "own: mkMerge with mkIf and mkForce" = own [
    (lib: lib.mkMerge [ (lib.mkIf false { s = lib.mkForce "no"; }) (lib.mkIf true { s = "yes"; }) { t = "t"; } ])
  ];
  "own: lines of several" = own [ (lib: { t = "a\n"; }) (lib: { t = "b"; }) (lib: { t = lib.mkBefore ""; }) ];
  "own: a mkMerge with a throwing item" = own [ (lib: { s = lib.mkMerge [ "a" (lib.mkIf false (throw "no")) ]; }) ];
  "own: a property of a type nobody knows" = own [ (lib: { m = { _type = "strange"; a = "a"; }; }) ];
  "own: a string with _type in a set" = own [ (lib: { m = { _type = "if"; a = "a"; }; }) ];
  "many properties" = { lib, config, ... }: {
    options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
    config = lib.mkMerge [
      { x = lib.mkMerge (builtins.genList (i: lib.mkIf true [ i ]) 1000); result = builtins.length config.x; }
      (lib.mkMerge (builtins.genList (i: lib.mkIf true { x = [ i ]; }) 1000))
    ];
  };
}
