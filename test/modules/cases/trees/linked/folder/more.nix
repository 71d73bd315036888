{ programs.vmsilo.nixosVms.more = { }; }
