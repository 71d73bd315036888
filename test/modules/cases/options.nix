# Options that modules declare.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
in
{
  "an option mapped to vmsilo's" = { lib, config, ... }: {
    options.my.vms = lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { }; };
    config.my.vms = { a = "net"; net = "host"; };
    config.programs.vmsilo.nixosVms = lib.mapAttrs (_: netvm: { network = { inherit netvm; }; }) config.my.vms;
  };
  "options in a group of vmsilo's" = { lib, config, ... }: {
    options.programs.vmsilo.gateway = lib.mkOption { type = lib.types.str; default = "net"; };
    config.programs.vmsilo.nixosVms.a.network.netvm = config.programs.vmsilo.gateway;
  };
  "mkEnableOption" = { lib, config, ... }: {
    options.my.enable = lib.mkEnableOption "it";
    config = lib.mkIf config.my.enable (vms { a = { }; });
  };
  "mkEnableOption, enabled elsewhere" = { lib, config, ... }: {
    options.my.enable = lib.mkEnableOption "it";
    imports = [ { my.enable = true; } ];
    config = lib.mkIf config.my.enable (vms { a = { }; });
  };
  "a default" = { lib, config, ... }: { options.x = lib.mkOption { default = 5; }; config.result = config.x; };
  "a default that is mkIf" = { lib, config, ... }: { options.x = lib.mkOption { default = lib.mkIf true 5; }; config.result = config.x; };
  "a default of a wrong type" = { lib, config, ... }: { options.x = lib.mkOption { type = lib.types.str; default = 5; }; config.result = config.x; };
  "no value" = { lib, config, ... }: { options.x = lib.mkOption { type = lib.types.str; }; config.result = config.x; };
  "no value, but asked with or" = { lib, config, ... }: { options.x = lib.mkOption { type = lib.types.str; }; config.result = config.x or "no"; };
  "a default that is null" = { lib, config, ... }: { options.x = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; }; config.result = config.x; };
  "apply" = { lib, config, ... }: { options.x = lib.mkOption { type = lib.types.int; apply = x: x + 1; }; config.x = 1; config.result = config.x; };
  "apply to the default" = { lib, config, ... }: { options.x = lib.mkOption { default = 1; apply = x: x + 1; }; config.result = config.x; };
  "apply that needs no value" = { lib, config, ... }: { options.x = lib.mkOption { apply = x: 5; }; config.result = config.x; };
  "apply, declared apart" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { apply = x: x + 1; }; } { options.x = lib.mkOption { default = 1; }; } ];
    result = config.x;
  };
  "apply on vmsilo's own option" = { lib, config, ... }: {
    options.programs.vmsilo.netvmRange = lib.mkOption { type = lib.types.str; apply = x: "${x}!"; };
    config.result = config.programs.vmsilo.netvmRange;
  };
  "apply on the VMs" = { lib, config, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption {
      type = lib.types.attrsOf (lib.types.submodule { });
      apply = lib.mapAttrs (_: vm: vm // { network = vm.network // { netvm = "applied"; }; });
    };
    config = vms { a.network.netvm = "x"; };
  };
  "apply on a VM's netvm" = { lib, config, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption {
      type = lib.types.attrsOf (lib.types.submodule {
        options.network.netvm = lib.mkOption { apply = x: if x == null then null else "${x}-applied"; };
      });
    };
    config = vms { a.network.netvm = "x"; b = { }; };
  };
  "readOnly" = { lib, config, ... }: { options.x = lib.mkOption { readOnly = true; }; config.x = 1; config.result = config.x; };
  "readOnly, default" = { lib, config, ... }: { options.x = lib.mkOption { readOnly = true; default = 1; }; config.result = config.x; };
  "readOnly, set beside its default" = { lib, config, ... }: { options.x = lib.mkOption { readOnly = true; default = 1; }; config.x = 2; config.result = config.x; };
  "readOnly, set twice" = { lib, config, ... }: {
    options.x = lib.mkOption { readOnly = true; };
    config.x = 2;
    config.result = config.x;
    imports = [ { x = lib.mkForce 2; } ];
  };
  "declared twice, one type" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.str; default = "x"; }; } { options.x = lib.mkOption { type = lib.types.str; }; } ];
    result = config.x;
  };
  "declared twice, other types" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.str; }; } { options.x = lib.mkOption { type = lib.types.int; }; } ];
    x = 1;
    result = config.x;
  };
  "declared twice, one of them without type" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.str; }; } { options.x = lib.mkOption { }; } ];
    x = "1";
    result = config.x;
  };
  "declared twice, both with default" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { default = 1; }; } { options.x = lib.mkOption { default = 1; }; } ];
    result = config.x;
  };
  "declared twice, both with description" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { description = "a"; }; } { options.x = lib.mkOption { description = "a"; }; } ];
    x = 1;
    result = config.x;
  };
  "declared twice, both with example" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { example = "a"; }; } { options.x = lib.mkOption { example = "a"; }; } ];
    x = 1;
    result = config.x;
  };
  "declared twice: enums join" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.enum [ "a" ]; }; } { options.x = lib.mkOption { type = lib.types.enum [ "b" ]; }; } ];
    x = "b";
    result = config.x;
  };
  "declared twice: ports lose their check" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.port; }; } { options.x = lib.mkOption { type = lib.types.port; }; } ];
    x = 70000;
    result = config.x;
  };
  "declared twice: ports and ints" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.port; }; } { options.x = lib.mkOption { type = lib.types.int; }; } ];
    x = 70000;
    result = config.x;
  };
  "declared twice: strMatching" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.strMatching "a"; }; } { options.x = lib.mkOption { type = lib.types.strMatching "a"; }; } ];
    x = "a";
    result = config.x;
  };
  "declared twice: path" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.path; }; } { options.x = lib.mkOption { type = lib.types.path; }; } ];
    x = "/a";
    result = config.x;
  };
  "declared twice: lines and str" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.lines; }; } { options.x = lib.mkOption { type = lib.types.str; }; } ];
    x = "a";
    result = config.x;
  };
  "declared twice: lines" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.lines; }; } { options.x = lib.mkOption { type = lib.types.lines; }; } { x = "a"; } ];
    x = "b";
    result = config.x;
  };
  "declared twice: nullOr" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.nullOr (lib.types.enum [ 1 ]); }; } { options.x = lib.mkOption { type = lib.types.nullOr (lib.types.enum [ 2 ]); }; } ];
    x = 2;
    result = config.x;
  };
  "declared twice: listOf" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.listOf lib.types.int; }; } { options.x = lib.mkOption { type = lib.types.listOf lib.types.int; }; } ];
    x = [ 2 ];
    result = config.x;
  };
  "declared twice: nonEmptyListOf loses its check" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.nonEmptyListOf lib.types.int; }; } { options.x = lib.mkOption { type = lib.types.listOf lib.types.int; }; } ];
    x = [ ];
    result = config.x;
  };
  "declared twice: attrsOf and lazyAttrsOf" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.attrsOf lib.types.int; }; } { options.x = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.int; }; } ];
    x = { };
    result = config.x;
  };
  "declared twice: either" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.either lib.types.int lib.types.str; }; } { options.x = lib.mkOption { type = lib.types.either lib.types.int lib.types.str; }; } ];
    x = "a";
    result = config.x;
  };
  "declared twice: coercedTo" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.coercedTo lib.types.int toString lib.types.str; }; } { options.x = lib.mkOption { type = lib.types.coercedTo lib.types.int toString lib.types.str; }; } ];
    x = "a";
    result = config.x;
  };
  "declared twice: uniq" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.uniq lib.types.int; }; } { options.x = lib.mkOption { type = lib.types.uniq lib.types.int; }; } ];
    x = 1;
    result = config.x;
  };
  "declared twice: anything" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.anything; }; } { options.x = lib.mkOption { type = lib.types.anything; }; } ];
    x = 1;
    result = config.x;
  };
  "declared twice: submodules join" = { lib, config, ... }: {
    imports = [
      { options.x = lib.mkOption { type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; }; }; }
      { options.x = lib.mkOption { type = lib.types.submodule { options.b = lib.mkOption { default = 2; }; }; }; }
    ];
    x.a = 3;
    result = config.x;
  };
  "an option and options below it: submodule" = { lib, config, ... }: {
    imports = [
      { options.x = lib.mkOption { type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; }; default = { }; }; }
      { options.x.b = lib.mkOption { default = 2; }; }
    ];
    result = config.x;
  };
  "an option and options below it: no submodule" = { lib, config, ... }: {
    imports = [
      { options.x = lib.mkOption { type = lib.types.attrs; }; }
      { options.x.b = lib.mkOption { default = 2; }; }
    ];
    result = config.x;
  };
  "an undeclared option" = { lib, config, ... }: {
    options.my.a = lib.mkOption { default = 1; };
    config.result = config.my.a;
    config.my.a = 2;
  };
  "config.x.y or z, declared" = { lib, config, ... }: {
    options.my.a = lib.mkOption { default = 1; };
    config.result = config.my.a or 5;
  };
  "config ? my.a" = { lib, config, ... }: {
    options.my.a = lib.mkOption { default = 1; };
    config.result = config ? my.a;
  };
  "config.my.b or, in a group of ours" = { lib, config, ... }: {
    options.my.a = lib.mkOption { default = 1; };
    config.result = config.my.b or 5;
  };
  "an option of NixOS that is set" = { config, ... }: { networking.hostName = "laptop"; result = config.networking.hostName; };
  "an option of NixOS that is not set" = { config, ... }: { result = config.networking.hostName; };
  "an option of NixOS that is set weakly" = { config, lib, ... }: { networking.hostName = lib.mkDefault "laptop"; result = config.networking.hostName; };
  "an option of NixOS that is forced" = { config, lib, ... }: {
    imports = [ { networking.hostName = "other"; } ];
    networking.hostName = lib.mkForce "laptop";
    result = config.networking.hostName;
  };
  "an option of NixOS with or" = { config, lib, ... }: { result = config.services.absent or "z"; };
  "a default from another option" = { lib, config, ... }: {
    options.a = lib.mkOption { type = lib.types.str; default = "a"; };
    options.b = lib.mkOption { type = lib.types.str; default = config.a + "b"; };
    config.a = "c";
    config.result = config.b;
  };
  "defaultText, example and description are not read" = { lib, config, ... }: {
    options.a = lib.mkOption { default = 1; defaultText = throw "no"; example = throw "no"; description = throw "no"; };
    config.result = config.a;
  };
  "mkOption with an unknown setting" = { lib, config, ... }: {
    options.a = lib.mkOption { default = 1; strange = 1; };
    config.result = config.a;
  };
  "an option that is a function of its own name" = { lib, config, ... }: {
    options = lib.genAttrs [ "a" "b" ] (name: lib.mkOption { default = name; });
    config.result = [ config.a config.b ];
  };
  "mkPackageOption" = { lib, config, pkgs, ... }: {
    options.p = lib.mkPackageOption pkgs "hello" { };
    config.result = 1;
  };
  "the type of an option that is unknown" = { lib, config, pkgs, ... }: {
    options.a = lib.mkOption { type = if pkgs.yes then lib.types.int else lib.types.str; };
    config.a = 5;
    config.result = config.a;
  };
  "a freeformType at the root" = { lib, config, ... }: {
    freeformType = lib.types.attrsOf lib.types.anything;
    config = { my.free = 1; result = config.my.free; };
  };
  "_module.check = false" = { config, ... }: { config = { _module.check = false; strange = 1; result = 1; }; };
  "config.my merges deeply as a group" = { lib, config, ... }: {
    options.my = { a = lib.mkOption { default = 1; }; g.b = lib.mkOption { default = 2; }; g.c = lib.mkOption { type = lib.types.int; }; };
    config.my.g.c = 3;
    config.result = config.my;
  };
  "options.x.type" = { lib, options, ... }: {
    options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
    config.result = [ options.x.type.description (options.x.type.check [ ]) (lib.isOptionType options.x.type) ];
  };
  "options.x.type of no type" = { lib, options, ... }: {
    options.x = lib.mkOption { };
    config.result = [ options.x.type._type options.x.type.description ];
  };
  "options.x.type of merged types" = { lib, options, ... }: {
    imports = [ { options.x = lib.mkOption { type = lib.types.enum [ 1 ]; }; } { options.x = lib.mkOption { type = lib.types.enum [ 2 ]; }; } ];
    result = map options.x.type.check [ 1 2 3 ];
  };
  "options.x.files" = { lib, options, ... }: {
    options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
    imports = [ { _file = "/a.nix"; x = [ 1 ]; } { _file = "/b.nix"; x = lib.mkForce [ 2 ]; } { _file = "/c${builtins.getEnv "VMSILO_NIXGEN_UNSET"}"; x = lib.mkForce [ 3 ]; } ];
    config.result = [ options.x.files options.x.definitionsWithLocations options.x.definitions ];
  };
  "options.x.highestPrio" = { lib, options, ... }: {
    options = lib.genAttrs [ "a" "b" "c" "d" "e" ] (_: lib.mkOption { type = lib.types.int; });
    config = {
      a = 1;
      b = lib.mkForce 1;
      c = lib.mkOverride 50.5 1;
      e = lib.mkIf false 1;
      result = map (option: option.highestPrio) [ options.a options.b options.c options.d options.e ];
    };
  };
  "options.x as a string" = { lib, options, ... }: {
    options.g.a = lib.mkOption { };
    options.g."a b" = lib.mkOption { };
    options.g.a-b = lib.mkOption { };
    options.g.Ab1 = lib.mkOption { };
    config.result = map toString [ options.g.a options.g."a b" options.g.a-b options.g.Ab1 ];
  };
  "options.x.loc" = { lib, options, ... }: { options.g.a = lib.mkOption { }; config.result = [ options.g.a.loc options.g.a._type options.g.a.isDefined ]; };
  "readOnly, said by the first declaration" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { readOnly = true; }; } { options.x = lib.mkOption { default = 1; readOnly = false; }; } ];
    x = 2;
    result = config.x;
  };
  "readOnly, said by the second declaration" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { readOnly = false; }; } { options.x = lib.mkOption { default = 1; readOnly = true; }; } ];
    x = 2;
    result = config.x;
  };
  "readOnly, said by one of two declarations" = { lib, config, ... }: {
    imports = [ { options.x = lib.mkOption { readOnly = true; }; } { options.x = lib.mkOption { default = 1; }; } ];
    x = 2;
    result = config.x;
  };
  "a VM's attribute that vmsilo may declare, where nixosVms is declared again" = { lib, config, ... }: {
    options.programs.vmsilo.nixosVms = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.mine = lib.mkOption { default = 1; }; }); };
    config = vms { a = { memory = 5; network.netvm = "host"; }; } // { result = config.programs.vmsilo.nixosVms.a.memory; };
  };
  "options.x, what is not modelled" = { lib, options, ... }: {
    options.x = lib.mkOption { default = 1; };
    config.result = [ options.x.options (builtins.isList options.x.declarations) (builtins.isList options.x.declarationPositions) (builtins.isAttrs options.x.valueMeta) ];
  };
  "options.x.files of a default" = { lib, options, ... }: {
    imports = [ { _file = "/a.nix"; options.x = lib.mkOption { default = 1; }; } ];
    result = options.x.files;
  };
}
