{ key = "x"; programs.vmsilo.nixosVms.x = { }; }
