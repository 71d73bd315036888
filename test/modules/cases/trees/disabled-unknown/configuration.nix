{ modulesPath, ... }:
{
  imports = [ ./x.nix ];
  disabledModules = [ (modulesPath + "/services/x.nix") "services/y.nix" ];
}
