{ lib, ... }: { l = lib.mkMerge [ [ "d" ] (lib.mkBefore [ "d before" ]) ]; }
