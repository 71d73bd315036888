{ inputs, ... }:
{
  flake =
    { config, ... }:
    let
      inherit (config) globals;
    in
    {
      nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit globals; };
        modules = [
          {
            programs.vmsilo.enable = globals.silo;
            programs.vmsilo.nixosVms.sys-net.network.isNetvm = true;
            programs.vmsilo.nixosVms.banking.network.netvm = config.gateway;
          }
        ];
      };
    };
}
