{
  imports = [ ./x.nix ./y.nix ./more ];
  disabledModules = [ ./x.nix "more/default.nix" ];
}
