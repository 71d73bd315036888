{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      modules = map (name: ./vms + "/${name}") (builtins.attrNames (builtins.readDir ./vms));
    };
  };
}
