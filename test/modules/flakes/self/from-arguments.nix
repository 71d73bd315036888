{ inputs, outputs, ... }:
{
  imports = [ (inputs.self + "/by-self.nix") outputs.nixosModules.gateway ];
}
