{ imports = [ ./modules ./modules/default.nix ]; }
