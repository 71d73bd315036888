# What a module function is called with.
let
  vms = vms: { programs.vmsilo.nixosVms = vms; };
in
{
  "lib" = { lib, ... }: vms { a.network.netvm = lib.toLower "NET"; };
  "config" = { config, ... }: { result = config.programs.vmsilo.netvmRange; };
  "pkgs.lib" = { pkgs, ... }: vms { a.network.netvm = pkgs.lib.toLower "NET"; };
  "pkgs is not known" = { pkgs, ... }: vms { a.network.netvm = pkgs.hello; };
  "pkgs in what nothing hangs on" = { pkgs, ... }: vms { a = { memory = pkgs.one; network.netvm = "net"; }; };
  "a lambda sees config by args" = args: { result = args.config.programs.vmsilo.netvmRange; };
  "args@ sees no pkgs" = args@{ ... }: { result = args ? pkgs; };
  "args@ sees formals" = args@{ pkgs, ... }: { result = args ? pkgs; };
  "args@ does not see _module.args" = args@{ ... }: { _module.args.foo = 1; result = args.foo; };
  "a formal sees _module.args" = { foo, ... }: { _module.args.foo = 1; result = foo; };
  "an optional formal sees _module.args" = { foo ? 2, ... }: { _module.args.foo = 1; result = foo; };
  "a formal's default is never used" = { foo ? "x", ... }: { result = foo; };
  "a formal's default is never used, unneeded" = { foo ? "x", ... }: vms { a = { }; };
  "no ellipsis" = { lib }: { };
  "no ellipsis, unneeded config" = { config, lib }: { };
  "an argument set with mkDefault" = { lib, foo, ... }: { _module.args.foo = lib.mkDefault 1; result = foo; };
  "an argument set with mkForce" = { lib, foo, ... }: {
    imports = [ { _module.args.foo = 2; } ];
    _module.args.foo = lib.mkForce 1;
    result = foo;
  };
  "an argument set twice" = { foo, ... }: {
    imports = [ { _module.args.foo = 2; } ];
    _module.args.foo = 2;
    result = foo;
  };
  "an argument set under a condition" = { lib, config, foo, ... }: {
    _module.args = lib.mkIf (config.programs.vmsilo.netvmRange != "") { foo = 1; };
    result = foo;
  };
  "an argument set under a false condition" = { lib, foo, ... }: {
    _module.args.foo = lib.mkIf false 1;
    result = foo;
  };
  "an argument that depends on config" = { config, foo, ... }: {
    _module.args.foo = config.programs.vmsilo.netvmRange;
    result = foo;
  };
  "an argument set in another file" = { helper, ... }: {
    imports = [ { _module.args.helper = x: x + 1; } ];
    result = helper 1;
  };
  "_module.args does not replace lib" = { lib, ... }: { _module.args.lib = 5; result = lib.toLower "X"; };
  "_module.args does not replace config" = { config, ... }: { _module.args.config = 5; result = config.programs.vmsilo.netvmRange; };
  "specialArgs" = { specialArgs, ... }: { result = specialArgs ? modulesPath; };
  "_prefix" = { _prefix, ... }: { result = _prefix; };
  "_class" = { _class, ... }: { result = _class; };
  "options" = { options, ... }: { result = options.programs.vmsilo.netvmRange.isDefined; };
  "options, of what is set" = { options, ... }: {
    programs.vmsilo.netvmRange = "10.0.0.0/8";
    result = {
      inherit (options.programs.vmsilo.netvmRange) isDefined value definitions highestPrio loc _type;
      hasDefault = options.programs.vmsilo.netvmRange ? default;
      text = "${options.programs.vmsilo.netvmRange}";
    };
  };
  "options, of what is not set" = { lib, options, ... }: {
    options.x = lib.mkOption { type = lib.types.str; };
    config.result = { inherit (options.x) isDefined highestPrio definitions; };
  };
  "options, what is not declared" = { options, ... }: { result = options ? my.option; };
  "options, what this file declares" = { lib, options, ... }: {
    options.my.option = lib.mkOption { type = lib.types.bool; default = true; };
    config.result = [ (options ? my.option) (options ? my.other) options.my.option.default options.my.option.type.name ];
  };
  "options.definitionsWithLocations" = { lib, options, ... }: {
    options.l = lib.mkOption { type = lib.types.listOf lib.types.int; };
    config.l = lib.mkMerge [ [ 1 ] (lib.mkBefore [ 2 ]) (lib.mkDefault [ 3 ]) ];
    config.result = map (d: d.value) options.l.definitionsWithLocations;
  };
  "a VM gets its name" = vms { a = { name, ... }: { network.netvm = "net-${name}"; }; };
  "a VM gets its name only as a formal" = vms { a = args: { network.netvm = "net-${args.name}"; }; };
  "a VM gets its own config" = vms { a = { config, ... }: { network.netvm = "n"; network.isNetvm = config.network.netvm == "n"; }; };
  "a VM gets lib" = vms { a = { lib, ... }: { network.netvm = lib.mkForce "n"; }; };
  "a VM gets options" = vms { a = { options, ... }: { network.isNetvm = options.network.netvm.isDefined; }; };
  "a VM gets no pkgs" = vms { a = { pkgs, ... }: { network.netvm = pkgs.hello; }; };
  "a VM gets no pkgs, unneeded" = vms { a = { pkgs, ... }: { network.netvm = "n"; }; };
  "a VM gets none of the outer arguments" = {
    _module.args.foo = "x";
    programs.vmsilo.nixosVms.a = { foo, ... }: { network.netvm = foo; };
  };
  "a VM sets arguments of its own" = vms { a = { foo, ... }: { _module.args.foo = "x"; network.netvm = foo; }; };
  "a VM's prefix" = vms { a = { _prefix, lib, ... }: { network.netvm = lib.concatStringsSep "." _prefix; }; };
  "a VM's config has _module" = vms { a = { config, ... }: { network.isNetvm = config ? _module; }; };
}
