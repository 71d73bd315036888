{
  outputs =
    { self, nixpkgs, vmsilo }:
    {
      nixosConfigurations = nixpkgs.lib.genAttrs [ "laptop" "off" "server" ] (
        name:
        nixpkgs.lib.nixosSystem {
          modules = [
            vmsilo.nixosModules.default
            ./vms.nix
            (./hosts + "/${name}.nix")
          ];
        }
      );
    };
}
