{ programs.vmsilo.nixosVms.y = { }; }
