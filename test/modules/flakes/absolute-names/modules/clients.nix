{ programs.vmsilo.nixosVms.banking.network.netvm = "sys-net"; }
