{ imports = [ ./functor.nix ]; }
