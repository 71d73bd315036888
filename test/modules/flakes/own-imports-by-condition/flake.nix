{
  inputs.agent.url = "github:example/agent";
  outputs =
    { nixpkgs, ... }@inputs:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [
          ./own.nix
          ./by-value.nix
        ];
      };
    };
}
