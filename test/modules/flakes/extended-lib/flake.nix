{
  outputs =
    { nixpkgs, ... }:
    let
      lib = nixpkgs.lib.extend (final: prev: {
        my.client = netvm: { network = { inherit netvm; }; };
      });
    in
    {
      nixosConfigurations.laptop = lib.nixosSystem { modules = [ ./vms.nix ]; };
    };
}
