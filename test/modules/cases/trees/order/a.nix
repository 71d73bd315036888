{
  imports = [ ./c.nix ./d.nix ];
  l = [ "a" ];
}
