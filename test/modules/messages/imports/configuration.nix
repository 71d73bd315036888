# Imports that are no modules, or can't be had.
{ lib, pkgs, site, inputs, flake, ... }:
{
  options.shown = { };
  imports = [
    ./missing.nix
    ./folder
    ../outside.nix
    ./netvm-injections.nix
    ./broken.nix
    ./list.nix
    ./itself.nix
    "relative.nix"
    5
    1.5
    [ ]
    (throw "reason")
    (lib.mkOption { })
    (_: 5)
    { imports = 5; }
    { config = { }; other = 1; }
    { key = "named"; options = { }; "other one" = 1; }
    { key = builtins.getEnv "KEY"; }
    { imports = site.more; }
    { imports = builtins.attrValues (builtins.mapAttrs (_: from: from) { more = builtins.getFlake "x"; }); }
    { imports = [ ] ++ inputs.more.modules; }
    { config = lib.mkMerge (throw "contents"); }
    <nixpkgs/nixos/modules/profiles/minimal.nix>
    inputs.vmsilo.nixosModules.default
    inputs.self.nixosModules.default
    (inputs.import-tree ./folder)
    flake.nixosModules.default
    pkgs.module
    (site // { a = 1; })
    (inputs.vmsilo.module // { a = 1; })
    { imports = lib.flatten [ inputs.more.modules [ inputs.vmsilo.module ] ]; }
    { imports = lib.flatten [ (inputs.import-tree ./folder) inputs.more.modules ]; }
    { imports = lib.flatten [ (site.more ++ [ ]) inputs.more.modules ]; }
  ];
}
