{ lib, ... }:
{
  shown = {
    forced = 3;
    nested = 4;
    merged = lib.mkDefault [ 8 ];
    weak = lib.mkOverride 20000 2;
    set = lib.mkDefault { b = 1; };
    uncertain = 1;
  };
}
