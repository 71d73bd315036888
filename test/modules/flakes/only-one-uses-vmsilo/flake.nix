{
  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      mkHost = { name, extra ? [ ] }: lib.nixosSystem {
        specialArgs = { inherit name; };
        modules = [ ./common.nix (./hosts + "/${name}") ] ++ extra;
      };
    in
    {
      nixosConfigurations = lib.genAttrs [ "desk" "laptop" ] (name: mkHost { inherit name; });
    };
}
