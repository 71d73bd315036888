{ imports = [ ./beside-target.nix ]; }
