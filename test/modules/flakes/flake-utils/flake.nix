{
  outputs =
    { self, nixpkgs, flake-utils }:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; };
    }
    // flake-utils.lib.eachDefaultSystem (system:
      let pkgs = import nixpkgs { inherit system; };
      in { devShells.default = pkgs.mkShell { packages = [ pkgs.git ]; }; });
}
