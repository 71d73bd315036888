{ programs.vmsilo.nixosVms.beside-target = { }; }
