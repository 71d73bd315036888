{ imports = [ ./shared.nix ./only-a.nix ]; programs.vmsilo.nixosVms.a = { }; }
