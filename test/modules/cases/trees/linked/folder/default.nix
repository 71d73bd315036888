{ imports = [ ./more.nix ]; programs.vmsilo.nixosVms.folder.network.netvm = toString (baseNameOf ./.); }
