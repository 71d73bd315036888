{ imports = [ ./itself.nix ]; }
