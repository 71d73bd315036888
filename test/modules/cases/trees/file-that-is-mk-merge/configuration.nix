{ lib, ... }: { imports = [ ./merge.nix ./if.nix ./type.nix ]; }
