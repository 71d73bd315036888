{ imports = [ ./vms.nix ]; }
