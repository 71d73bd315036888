{
  outputs =
    { nixpkgs, ... }:
    let
      pkgs = import nixpkgs {
        system = "x86_64-linux";
        overlays = [ (final: prev: { mkHost = path: nixpkgs.lib.nixosSystem { modules = [ path ]; }; }) ];
      };
    in
    {
      nixosConfigurations.laptop = pkgs.mkHost ./vms.nix;
    };
}
