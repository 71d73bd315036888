{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; };
  };
}
