{
  outputs = { self, nixpkgs }: {
    nixosModules.default = { imports = [ "${self}/gateway.nix" ]; };
  };
}
