{
  outputs =
    { nixpkgs, secrets, ... }@inputs:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        specialArgs = secrets.arguments // { inherit inputs; site = "sys-net"; };
        modules = [ ./vms.nix ];
      };
    };
}
