{
  outputs =
    { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;
      namesIn = folder: builtins.attrNames (builtins.readDir folder);
    in
    {
      nixosConfigurations.laptop = lib.nixosSystem {
        modules = lib.forEach (namesIn ./modules) (name: ./modules + /${name});
      };
    };
}
