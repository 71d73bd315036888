{
  imports = [ ./d.nix ./c.nix (import ./c.nix) ];
  l = [ "b" ];
}
