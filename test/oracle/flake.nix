# The merged network of a flake's host, as evaluate.nix gives it of modules: the flake's outputs applied to inputs
# of which only what cases use is there.
{ nixpkgsLib, folder, host }:
let
  flake = import (folder + "/flake.nix");
  lib = (import nixpkgsLib).extend (
    final: _: {
      nixosSystem = arguments: {
        evaluated = import ./evaluate.nix {
          inherit nixpkgsLib;
          modules =
            arguments.modules
            ++ arguments.extraModules or [ ]
            ++ [ { _module.args = arguments.extraArgs or { }; } ];
          specialArgs = arguments.specialArgs or { };
          lib = arguments.lib or final;
        };
      };
    }
  );
  stubs = {
    nixpkgs = {
      inherit lib;
      legacyPackages.x86_64-linux = { inherit lib; };
      outPath = "/nixpkgs";
    };
    home-manager = {
      lib.hm = { };
      lib.homeManagerConfiguration = { };
      nixosModules.home-manager = { };
    };
    flake-utils.lib = rec {
      eachDefaultSystem =
        outputs: builtins.mapAttrs (_: output: { x86_64-linux = output; }) (outputs "x86_64-linux");
      eachSystem = _systems: eachDefaultSystem;
      eachDefaultSystemPassThrough = outputs: outputs "x86_64-linux";
      eachSystemPassThrough = _systems: eachDefaultSystemPassThrough;
    };
    vmsilo.nixosModules.default = { };
    vmsilo-nixgen = {
      outPath = toString ./channels/vmsilo-nixgen;
      packages.x86_64-linux.default = { };
    };
  };
  names = builtins.attrNames ((flake.inputs or { }) // builtins.functionArgs flake.outputs);
  inputOf = name: stubs.${name} or stubs.nixpkgs;
  inputs = lib.genAttrs (lib.remove "self" names) inputOf // {
    inherit self;
  };
  outputs = flake.outputs inputs;
  self = outputs // {
    inherit inputs outputs;
    outPath = toString folder;
  };
in
outputs.nixosConfigurations.${host}.evaluated
