{
  inputs.nixpkgs.url = "nixpkgs/nixos-25.05";
  inputs.home-manager = {
    url = "github:nix-community/home-manager";
    inputs.nixpkgs.follows = "nixpkgs";
  };
  outputs =
    { nixpkgs, home-manager, ... }:
    let
      lib = nixpkgs.lib // home-manager.lib;
    in
    {
      inherit lib;
      nixosConfigurations.laptop = lib.nixosSystem {
        modules = [ home-manager.nixosModules.home-manager ./vms.nix ];
      };
    };
}
