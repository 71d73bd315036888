{
  outputs =
    { self, nixpkgs }:
    {
      nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
        modules = [
          {
            _file = "${self}/flake.nix";
            imports = [ ./vms.nix ];
          }
          {
            _file = "${__curPos.file}";
            programs.vmsilo.nixosVms.sys-net.network.isNetvm = true;
          }
        ];
      };
    };
}
