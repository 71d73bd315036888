{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.vmsilo.url = "github:example/vmsilo";
  outputs =
    { nixpkgs, vmsilo, ... }:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [
          vmsilo.nixosModules.default
          ./vms.nix
          { networking.hostName = "laptop"; }
        ];
      };
    };
}
