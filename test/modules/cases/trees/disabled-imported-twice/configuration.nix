{
  imports = [ ./a.nix ./b.nix ];
  disabledModules = [ ./a.nix ];
}
