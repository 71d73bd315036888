{ inputs, self, withSystem, lib, ... }:
{
  flake.nixosConfigurations.laptop = withSystem "x86_64-linux" ({ system, inputs', ... }:
    lib.nixosSystem {
      inherit system;
      specialArgs = { inherit inputs inputs'; };
      modules = [ self.nixosModules.vms ];
    });
}
