programs.vmsilo.enable = true;
