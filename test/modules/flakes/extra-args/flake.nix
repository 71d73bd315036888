{
  outputs =
    { self, nixpkgs }:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [ ./vms.nix ];
        extraModules = [ { programs.vmsilo.nixosVms.work.network.netvm = "sys-net"; } ];
        extraArgs.gateway = "sys-net";
      };
    };
}
