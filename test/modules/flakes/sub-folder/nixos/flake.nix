{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      modules = [ ../shared/vms.nix (./.. + "/shared/more.nix") ];
    };
  };
}
