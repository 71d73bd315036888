{ _type = "override"; priority = 50; content = { programs.vmsilo.nixosVms.d = { }; }; }
