{
  flake.nixosModules.vms = { imports = [ ./vms.nix ]; };
}
