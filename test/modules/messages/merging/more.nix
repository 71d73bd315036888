{ lib, ... }:
{
  shown = {
    differs = 2;
    tripled = 3;
    once = "b";
    nulls = "sys-net";
    either = "x";
    unique = [ 2 ];
    anything = "a";
    types = lib.types.str;
  };
}
