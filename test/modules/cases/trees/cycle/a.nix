{ imports = [ ./b.nix ]; }
