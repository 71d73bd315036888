{ programs.vmsilo.nixosVms.mail.network.netvm = "sys-net"; }
