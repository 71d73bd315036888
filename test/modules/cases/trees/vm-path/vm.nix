{ name, lib, ... }:
{
  imports = [ ./more.nix ];
  network.netvm = "net-of-${name}";
}
