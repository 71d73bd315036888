{ programs.vmsilo.nixosVms.only-a = { }; }
