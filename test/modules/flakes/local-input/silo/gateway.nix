{ programs.vmsilo.nixosVms.sys-net.network.isNetvm = true; }
