{ imports = [ ./shared.nix ]; programs.vmsilo.nixosVms.b = { }; }
