{ imports = [ ./link.nix ./folder-link ]; }
