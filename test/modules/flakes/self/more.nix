{ programs.vmsilo.nixosVms.chat.network.netvm = "sys-net"; }
