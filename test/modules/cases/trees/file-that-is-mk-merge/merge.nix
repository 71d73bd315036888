{ _type = "merge"; contents = [ { programs.vmsilo.nixosVms.a = { }; } { programs.vmsilo.nixosVms.b = { }; } ]; }
