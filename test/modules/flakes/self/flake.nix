{
  outputs =
    { self, nixpkgs, ... }@inputs:
    let
      inherit (self) outputs;
    in
    {
      lib.mkHost = modules: nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs outputs; };
        inherit modules;
      };
      nixosModules.gateway = ./gateway.nix;
      nixosModules.clients = { imports = [ (self + "/clients") ]; };
      nixosConfigurations.laptop = self.lib.mkHost [
        self.nixosModules.gateway
        inputs.self.nixosModules.clients
        "${self}/extra.nix"
        (inputs.self.outPath + "/more.nix")
        ./from-arguments.nix
      ];
    };
}
