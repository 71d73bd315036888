{
  inputs.home-manager.url = "github:nix-community/home-manager";
  inputs.vmsilo.url = "github:example/vmsilo";
  outputs =
    { nixpkgs, ... }@inputs:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [
          ./foreign.nix
          ./vms.nix
        ];
      };
    };
}
