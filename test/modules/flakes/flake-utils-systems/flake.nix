{
  outputs =
    { self, nixpkgs, flake-utils }:
    let
      inherit (flake-utils.lib) eachDefaultSystemPassThrough eachSystem eachSystemPassThrough;
      systems = [ "x86_64-linux" ];
    in
    eachSystem systems (system: { packages.none = null; })
    // eachDefaultSystemPassThrough (system: { overlays.none = _: _: { }; })
    // eachSystemPassThrough systems (system: {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        inherit system;
        modules = [ ./vms.nix ];
      };
    });
}
