{ _type = "if"; condition = true; content = { programs.vmsilo.nixosVms.c = { }; }; }
