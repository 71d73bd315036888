{
  outputs =
    { nixpkgs, import-tree, ... }:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        modules = [ ((import-tree.filter (path: true)) ./modules) ];
      };
    };
}
