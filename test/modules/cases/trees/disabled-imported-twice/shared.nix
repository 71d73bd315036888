{ programs.vmsilo.nixosVms.shared = { }; }
