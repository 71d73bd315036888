{ programs.vmsilo.nixosVms.x = { }; }
