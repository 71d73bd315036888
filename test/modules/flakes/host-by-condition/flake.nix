{
  outputs =
    { self, nixpkgs, ... }:
    {
      nixosConfigurations.laptop =
        if self ? rev then
          nixpkgs.lib.nixosSystem { modules = [ ./vms.nix ]; }
        else
          nixpkgs.lib.nixosSystem { modules = [ ]; };
    };
}
