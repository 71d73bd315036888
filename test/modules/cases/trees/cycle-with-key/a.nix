{ key = "a"; imports = [ ./a.nix ]; }
