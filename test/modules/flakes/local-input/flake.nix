{
  inputs.silo.url = "path:./silo";
  inputs.silo.inputs.nixpkgs.follows = "nixpkgs";
  inputs.data = { url = "path:./data"; flake = false; };
  outputs = { nixpkgs, silo, data, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      modules = [ silo.nixosModules.default (data + "/vms.nix") ];
    };
  };
}
