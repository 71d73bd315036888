{
  inputs.site.url = "github:somebody/site";

  outputs =
    {
      self,
      nixpkgs,
      site,
    }:
    {
      nixosConfigurations.base = nixpkgs.lib.nixosSystem {
        modules = [ ];
        specialArgs = {
          upstream = "sys-net";
        };
      };
      nixosConfigurations.laptop = self.nixosConfigurations.base.extendModules {
        modules = [ ./vms.nix ];
        specialArgs = site.args;
      };
    };
}
