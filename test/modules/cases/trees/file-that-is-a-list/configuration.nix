{ imports = [ ./list.nix ]; }
