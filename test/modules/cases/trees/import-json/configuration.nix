{ lib, ... }:
{
  imports = [ (lib.modules.importJSON ./vms.json) ];
}
