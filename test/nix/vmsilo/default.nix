{
  imports = [
    ./modules/options.nix
    ./modules/netvm.nix
  ];
}
