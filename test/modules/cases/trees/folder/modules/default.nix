{ lib, options, ... }:
{
  imports = [ ../list.nix ];
  l = [ "default" ];
}
