{ programs.vmsilo = { enable = true; nixosVms.banking.network.netvm = "sys-net"; }; }
