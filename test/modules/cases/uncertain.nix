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
}
