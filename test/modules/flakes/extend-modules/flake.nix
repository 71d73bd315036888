{
  outputs =
    { self, nixpkgs, ... }:
    {
      nixosConfigurations.base = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "base"; } ]; };
      nixosConfigurations.laptop = self.nixosConfigurations.base.extendModules { modules = [ ./vms.nix ]; };
    };
}
