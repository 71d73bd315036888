{
  imports = [ (import ./x.nix) ];
  disabledModules = [ ./x.nix ];
}
