{ lib, ... }:
{
  imports = [ (lib.modules.importApply ./static.nix { netvm = "x"; }) ];
}
