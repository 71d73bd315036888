{ programs.vmsilo.nixosVms.work.network.netvm = "sys-net"; }
