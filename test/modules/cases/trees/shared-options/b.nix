{ lib, ... }: { zones.red.members = lib.mkBefore [ "c" ]; zones.blue = { members = [ "d" ]; gateway = "blue-gw"; }; }
