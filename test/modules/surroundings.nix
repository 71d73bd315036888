# What every case finds: an option for what it wants to show, and vmsilo switched on.
{ lib, ... }:
{
  options.result = lib.mkOption {
    type = lib.types.raw;
    default = null;
  };
  config.programs.vmsilo.enable = lib.mkDefault true;
}
